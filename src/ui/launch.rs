//! Opening the real window, or saying in one line what is missing.

mod teller;

use super::app::{Ahead, App, Options, Start, usual_settings, window_before};
use super::job::panic_words;
use super::window_layout::WindowPlace;
use super::wording;
use crate::disk::{Disk, RealDisk};
use eframe::egui::{self, ViewportBuilder, ViewportCommand};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use teller::Teller;

/// The name under which the desktop knows the window.
const APP_ID: &str = "dictum";

/// The window's size when nothing is remembered, in points.
const USUAL_SIZE: egui::Vec2 = egui::vec2(1280.0, 820.0);

/// What is logged when nobody says: what eframe logs of a window that does not open, [`LaunchError`]
/// says in one line.
pub const USUAL_LOG: &str = "error,eframe::native=off";

/// Why there is no window, with what mends it; one line.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// Neither X11 nor Wayland is there.
    #[error(
        "no display: run Dictum in a desktop session, or set DISPLAY or WAYLAND_DISPLAY (for tests: xvfb-run dictum)"
    )]
    NoDisplay,
    /// A library that the window needs is not installed.
    #[error(
        "the window needs a library that is missing ({library}): install it, on Debian with `apt-get install {package}`"
    )]
    Library {
        /// What was looked for.
        library: String,
        /// The packages that bring it.
        package: &'static str,
    },
    /// There is no OpenGL.
    #[error(
        "no OpenGL for the window ({reason}): install it, on Debian with `apt-get install libgl1 libgl1-mesa-dri libegl1`, or build with `--features wgpu`"
    )]
    NoOpenGl {
        /// What the system said.
        reason: String,
    },
    /// Something else.
    #[error(
        "the window could not be opened ({0}): on Debian `apt-get install libgl1 libgl1-mesa-dri libegl1 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0` installs all it needs"
    )]
    Other(String),
}

/// Opens the window and stays until it is closed.
///
/// winit and glutin panic where a library is missing: until the first frame, a panic is such an error.
pub fn run(paths: Vec<PathBuf>) -> Result<(), LaunchError> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(LaunchError::NoDisplay);
    }
    let shown = Arc::new(AtomicBool::new(false));
    keep_quiet_until(&shown);
    let result = catch_unwind(AssertUnwindSafe(|| open(paths, Arc::clone(&shown))));
    match result {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(explained(&error.to_string())),
        Err(panic) if shown.load(Ordering::Relaxed) => std::panic::resume_unwind(panic),
        Err(panic) => Err(explained(&panic_words(&*panic))),
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// A panic before the first frame is told by [`LaunchError`], not by a backtrace.
fn keep_quiet_until(shown: &Arc<AtomicBool>) {
    let (usual, shown) = (std::panic::take_hook(), Arc::clone(shown));
    std::panic::set_hook(Box::new(move |info| {
        if shown.load(Ordering::Relaxed) {
            usual(info);
        }
    }));
}

fn open(paths: Vec<PathBuf>, shown: Arc<AtomicBool>) -> eframe::Result {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk::default());
    let settings = usual_settings();
    let options = Options {
        start: start(&paths, &disk, settings.as_deref()),
        others: paths.into_iter().skip(1).collect(),
        disk,
        settings,
    };
    let before = window_before(&*options.disk, options.settings.as_deref());
    let viewport = as_before(before)
        .with_app_id(APP_ID)
        .with_title(wording::DICTUM)
        .with_min_inner_size([640.0, 420.0]);
    let native = eframe::NativeOptions {
        viewport,
        renderer: renderer(),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        wording::DICTUM,
        native,
        Box::new(move |cc| {
            if let Some(before) = before {
                bring_on_screen(cc, before);
            }
            Ok(Box::new(Window {
                app: App::new(&cc.egui_ctx, options),
                title: String::new(),
                shown,
                teller: Teller::wanted(),
            }))
        }),
    )
}

/// One article is read while the window comes up.
fn start(paths: &[PathBuf], disk: &Arc<dyn Disk>, settings: Option<&Path>) -> Start {
    let ahead = match paths {
        [path] => Ahead::begin(disk, settings, path),
        _ => None,
    };
    match (ahead, paths.first()) {
        (Some(ahead), _) => Start::Ahead(ahead),
        (None, Some(path)) => Start::Path(path.clone()),
        (None, None) => Start::Usual,
    }
}

/// A window where it stood before.
fn as_before(before: Option<WindowPlace>) -> ViewportBuilder {
    let viewport = ViewportBuilder::default()
        .with_inner_size(before.map_or(USUAL_SIZE, |before| before.size()))
        .with_maximized(before.is_some_and(|before| before.maximized));
    match before.and_then(|before| before.corner()) {
        Some(corner) => viewport.with_position(corner),
        None => viewport,
    }
}

/// A window whose screen is gone comes to one that is there, in its usual size. Which screens there
/// are is known only once there is a window.
fn bring_on_screen(cc: &eframe::CreationContext<'_>, before: WindowPlace) {
    let Some(window) = cc.winit_window() else {
        return;
    };
    let screens: Vec<egui::Rect> = window
        .available_monitors()
        .map(|monitor| {
            let (at, size, scale) = (monitor.position(), monitor.size(), monitor.scale_factor());
            let at = egui::pos2(at.x as f32, at.y as f32);
            let size = egui::vec2(size.width as f32, size.height as f32);
            egui::Rect::from_min_size(at, size) / scale as f32
        })
        .collect();
    let Some(first) = screens.first().filter(|_| !before.fits(&screens)) else {
        return;
    };
    let ctx = &cc.egui_ctx;
    ctx.send_viewport_cmd(ViewportCommand::Maximized(false));
    ctx.send_viewport_cmd(ViewportCommand::InnerSize(
        USUAL_SIZE.min(first.size() * 0.9),
    ));
    ctx.send_viewport_cmd(ViewportCommand::OuterPosition(
        first.min + first.size() * 0.05,
    ));
}

fn renderer() -> eframe::Renderer {
    #[cfg(feature = "wgpu")]
    return eframe::Renderer::Wgpu;
    #[cfg(not(feature = "wgpu"))]
    eframe::Renderer::Glow
}

/// The application in its real window.
struct Window {
    app: App,
    title: String,
    shown: Arc<AtomicBool>,
    teller: Option<Teller>,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.app.logic(ctx);
        if ctx.input(|input| input.viewport().close_requested()) && !self.app.may_close() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.app.ui(ui);
        self.app.note_window(ui.ctx());
        if let Some(teller) = &mut self.teller {
            teller.tell(&self.app, ui.ctx());
        }
        self.shown.store(true, Ordering::Relaxed);
        let title = self.app.title();
        if title != self.title {
            ui.ctx()
                .send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// What to install, from what winit, glutin and the loader say.
fn explained(said: &str) -> LaunchError {
    let reason = gist(said);
    let library = |package| LaunchError::Library {
        library: reason.clone(),
        package,
    };
    let lower = reason.to_lowercase();
    if lower.contains("xkbcommon") {
        library("libxkbcommon-x11-0 libxkbcommon0")
    } else if lower.contains("xlib")
        || lower.contains("libx11")
        || lower.contains("xcb")
        || lower.contains("xcursor")
        || lower.contains("libxi")
    {
        library("libx11-6 libx11-xcb1 libxcursor1 libxi6")
    } else if lower.contains("display") || lower.contains("connection") {
        LaunchError::NoDisplay
    } else if ["opengl", "glx", "egl", "gl config", "glutin", "libgl"]
        .iter()
        .any(|word| lower.contains(word))
    {
        LaunchError::NoOpenGl { reason }
    } else {
        LaunchError::Other(reason)
    }
}

/// What a system's error says in a few words: no dump of a structure, no path of the machine that built us.
fn gist(said: &str) -> String {
    let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = words.split('{').next().unwrap_or_default();
    let plain = match plain.split_once("os error at ") {
        Some((before, after)) => {
            format!(
                "{before}{}",
                after.split_once(": ").map_or(after, |(_, rest)| rest)
            )
        }
        None => plain.to_owned(),
    };
    wording::shortened(plain.trim_end_matches([' ', '.', ':']), 140)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_in_one_line() {
        let cases = [
            (
                "Library libxkbcommon-x11.so could not be loaded.",
                "libxkbcommon-x11-0",
            ),
            ("couldn't open libX11-xcb:\n no such file", "libx11-xcb1"),
            (
                "Found no glutin configs matching the template: ConfigTemplate { a: 8 }",
                "ConfigTemplate): install",
            ),
            (
                "winit EventLoopError: os error at /build/mod.rs:788: Failed to load one of xlib's shared libraries",
                "(winit EventLoopError: Failed to load one of xlib's shared libraries): install it, on Debian with `apt-get install libx11-6",
            ),
            ("neither WAYLAND_DISPLAY nor DISPLAY is set", "DISPLAY"),
            ("something new", "apt-get install"),
        ];
        for (said, mends) in cases {
            let told = explained(said).to_string();
            assert!(told.contains(mends), "{told}");
            assert!(!told.contains('\n'), "{told}");
        }
    }
}
