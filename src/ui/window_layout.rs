//! Where the window stands and what of it is shown, remembered between starts.

use super::side_pane::Tab;
use eframe::egui::{Context, Pos2, Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// From this width of the window on, in points, the pane at the left leaves room for the cards.
const WIDE: f32 = 1400.0;
/// A change is written once nothing has moved for this time.
const SETTLED: Duration = Duration::from_secs(1);
/// A window may stand so far over a screen's edge, in points: its shadow or its frame does.
const OVER: f32 = 12.0;

/// What is remembered of the window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowLayout {
    /// Whether the pane at the left is shown, once a person has said so.
    pub side: Option<bool>,
    /// What it shows, once a person has said so.
    pub side_shows: Option<Tab>,
    /// Its width, in points.
    pub side_width: f32,
    /// Whether the panel at the right is shown.
    pub mark: bool,
    /// Its width, in points.
    pub mark_width: f32,
    /// Where the window stood.
    pub window: Option<WindowPlace>,
}

/// Where a window stands, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Size of what is inside its frame.
    pub size: (f32, f32),
    /// The frame's upper left corner; `None` where the system does not tell.
    pub corner: Option<(f32, f32)>,
    /// Whether it fills the screen.
    pub maximized: bool,
}

impl Default for WindowLayout {
    fn default() -> Self {
        Self {
            side: None,
            side_shows: None,
            side_width: 220.0,
            mark: true,
            mark_width: 280.0,
            window: None,
        }
    }
}

impl WindowLayout {
    /// Whether the pane at the left is shown in a window of this width with so many articles. Until
    /// a person says so: when there is something to choose from, or room beside the open one's cards.
    pub fn shows_side(&self, width: f32, articles: usize, opened: bool) -> bool {
        self.side.unwrap_or(articles > 1 || opened && width >= WIDE)
    }

    /// What the pane shows with so many articles. Until a person says so: the articles when there is
    /// something to choose from.
    pub fn side_tab(&self, articles: usize, opened: bool) -> Tab {
        let usual = if opened && articles <= 1 {
            Tab::Outline
        } else {
            Tab::Articles
        };
        self.side_shows.unwrap_or(usual)
    }
}

impl WindowPlace {
    /// Where the window is now; what it was before it filled the screen is kept.
    pub fn now(ctx: &Context, before: Option<Self>) -> Option<Self> {
        ctx.input(|input| {
            let viewport = input.viewport();
            if viewport.minimized == Some(true) || viewport.fullscreen == Some(true) {
                return before;
            }
            let size = viewport.inner_rect?.size();
            let maximized = viewport.maximized == Some(true);
            match before.filter(|_| maximized) {
                Some(before) => Some(Self {
                    maximized,
                    ..before
                }),
                None => Some(Self {
                    size: (size.x.round(), size.y.round()),
                    corner: viewport
                        .outer_rect
                        .map(|rect| (rect.min.x.round(), rect.min.y.round())),
                    maximized,
                }),
            }
        })
    }

    /// Whether it lies on one of the screens as they are now.
    pub fn fits(&self, screens: &[Rect]) -> bool {
        let on = |screen: &Rect| {
            let corner = self.corner().unwrap_or(screen.min);
            screen
                .expand(OVER)
                .contains_rect(Rect::from_min_size(corner, self.size()))
        };
        screens.iter().any(on)
    }

    /// Its size.
    pub fn size(&self) -> Vec2 {
        vec2(self.size.0, self.size.1)
    }

    /// Its upper left corner.
    pub fn corner(&self) -> Option<Pos2> {
        self.corner.map(|(x, y)| pos2(x, y))
    }
}

/// Tells when what changes all the time has come to rest.
#[derive(Default)]
pub struct Settling {
    since: Option<Instant>,
}

impl Settling {
    /// Something has changed.
    pub fn changed(&mut self) {
        self.since = Some(Instant::now());
    }

    /// Whether it is to be written now, once.
    pub fn is_due(&mut self, ctx: &Context) -> bool {
        let Some(since) = self.since else {
            return false;
        };
        match SETTLED.checked_sub(since.elapsed()) {
            Some(left) if !left.is_zero() => {
                ctx.request_repaint_after(left);
                false
            }
            _ => {
                self.since = None;
                true
            }
        }
    }

    /// Whether something is not written yet; it counts as written from now on.
    pub fn take(&mut self) -> bool {
        self.since.take().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_restored_only_on_a_screen_that_is_there() {
        let screen = |x: f32, y: f32, w: f32, h: f32| Rect::from_min_size(pos2(x, y), vec2(w, h));
        let laptop = screen(0.0, 0.0, 1440.0, 900.0);
        let beside = screen(1440.0, -200.0, 1920.0, 1080.0);
        let place = |corner, size| WindowPlace {
            size,
            corner,
            maximized: false,
        };
        for (corner, size, screens, fits) in [
            (Some((100.0, 50.0)), (1280.0, 820.0), vec![laptop], true),
            (
                Some((1500.0, 0.0)),
                (1280.0, 820.0),
                vec![laptop, beside],
                true,
            ),
            (Some((1500.0, 0.0)), (1280.0, 820.0), vec![laptop], false),
            (Some((0.0, 0.0)), (1900.0, 1000.0), vec![laptop], false),
            (Some((-8.0, -8.0)), (1440.0, 900.0), vec![laptop], true),
            (Some((1000.0, 0.0)), (1280.0, 820.0), vec![laptop], false),
            (None, (1280.0, 820.0), vec![laptop], true),
            (None, (1900.0, 820.0), vec![laptop], false),
            (None, (1280.0, 820.0), vec![], false),
        ] {
            assert_eq!(
                place(corner, size).fits(&screens),
                fits,
                "{corner:?} {size:?}"
            );
        }
    }

    #[test]
    fn the_pane_at_the_left_shows_what_there_is_to_choose_from() {
        for (articles, opened, said, shown) in [
            (0, false, None, Tab::Articles),
            (0, true, None, Tab::Outline),
            (1, true, None, Tab::Outline),
            (2, true, None, Tab::Articles),
            (1, true, Some(Tab::Articles), Tab::Articles),
            (2, true, Some(Tab::Outline), Tab::Outline),
        ] {
            let layout = WindowLayout {
                side_shows: said,
                ..WindowLayout::default()
            };
            assert_eq!(layout.side_tab(articles, opened), shown, "{articles}");
        }
    }

    #[test]
    fn the_pane_at_the_left_is_there_when_it_helps() {
        let layout = WindowLayout::default();
        assert!(!layout.shows_side(900.0, 1, true));
        assert!(layout.shows_side(900.0, 2, false));
        assert!(layout.shows_side(1600.0, 1, true));
        assert!(!layout.shows_side(1600.0, 0, false));
        let hidden = WindowLayout {
            side: Some(false),
            ..layout
        };
        assert!(!hidden.shows_side(1600.0, 9, true));
    }
}
