//! Small file systems of the test's own, mounted for as long as it runs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A file system in memory, at a folder of its own. It goes when this is dropped.
pub struct Mount(tempfile::TempDir);

impl Mount {
    /// Mounts one with these options, such as `size=2m`. `None`, and said aloud, where nobody may.
    pub fn with(options: &str) -> Option<Self> {
        let mount = Self(tempfile::tempdir().unwrap());
        let mounted = run(
            &["mount", "-t", "tmpfs", "-o", options, "none"],
            mount.path(),
        );
        if let Err(why) = mounted {
            eprintln!("SKIPPED: nothing can be mounted here, which takes root: {why}");
            return None;
        }
        Some(mount)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Lets nothing more be written, or lets it again.
    pub fn set_read_only(&self, is_read_only: bool) {
        let options = if is_read_only {
            "remount,ro"
        } else {
            "remount,rw"
        };
        run(&["mount", "-o", options], self.path()).unwrap();
    }

    /// Fills what is left; what is given is the file that fills it.
    pub fn fill(&self) -> PathBuf {
        let filler = self.path().join("filler");
        // To the last byte: what is left after a block that does not fit may hold a smaller one.
        for block in [1 << 16, 1 << 12, 1] {
            let bytes = vec![b'x'; block];
            while append(&filler, &bytes).is_ok() {}
        }
        filler
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // Lazily: files may still be held, and the folder is to be free.
        if let Err(why) = run(&["umount", "-l"], self.path()) {
            eprintln!("{} is still mounted: {why}", self.path().display());
        }
    }
}

fn append(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(path);
    file?.write_all(bytes)
}

fn run(command: &[&str], folder: &Path) -> Result<(), String> {
    let run = Command::new(command[0])
        .args(&command[1..])
        .arg(folder)
        .stdin(Stdio::null())
        .output();
    match run {
        Ok(run) if run.status.success() => Ok(()),
        Ok(run) => Err(String::from_utf8_lossy(&run.stderr).trim().to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
