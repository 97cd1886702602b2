//! Opening a file and saving it.

use super::window::Window;
use super::{LARGE, SMALL, document, figures, line, median};
use dictum::disk::RealDisk;
use dictum::store;
use std::path::{Path, PathBuf};
use std::time::Duration;

const TIMES: usize = 5;

/// Writes the small and the large document into a folder: `small.json`, `large.json`, `small.ron`, `large.ron`.
pub fn write(folder: &Path) {
    let disk = RealDisk::default();
    for (name, (bytes, spans)) in [("small", SMALL), ("large", LARGE)] {
        let document = document::build(bytes, spans);
        for kind in ["json", "ron"] {
            store::save(&disk, &path(folder, name, kind), &document)
                .expect("the folder can be written");
        }
    }
}

fn path(folder: &Path, name: &str, kind: &str) -> PathBuf {
    folder.join(format!("{name}.{kind}"))
}

pub fn lines() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path());
    for (name, kind) in [("open_json", "json"), ("open_ron", "ron")] {
        let open = |size| {
            let path = path(folder.path(), size, kind);
            let open = |_| {
                let (mut window, time) = Window::open_file(&path);
                // What goes on behind the first frame is not to be in the way of the next round.
                window.rest();
                time
            };
            median((0..TIMES).map(open).collect())
        };
        ms(name, open("small"), open("large"));
    }
    let save = |size| {
        let (mut window, _) = Window::open_file(&path(folder.path(), size, "json"));
        window.settle();
        let mut saved = Vec::new();
        for round in 0..TIMES {
            window.label(round);
            window.rest();
            saved.push(window.save());
        }
        let longest = saved.iter().map(|(_, longest)| *longest).max();
        let times = saved.into_iter().map(|(time, _)| time).collect();
        (median(times), longest.unwrap_or_default())
    };
    let (small, large) = (save("small"), save("large"));
    ms("save", small.0, large.0);
    line("save_longest_frame", small.1, large.1);
}

fn ms(name: &str, small: Duration, large: Duration) {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    figures(name, ms(small), ms(large), "ms");
}
