//! A person at the window: acts that count, by the words and names that are on the screen.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dictum::disk::{Disk, RealDisk};
use dictum::editor::Editor;
use dictum::model::schema::{LinkRole, Role};
use dictum::model::{ByteRange, State};
use dictum::ui::app::{App, Options, Start};
use dictum::ui::session::example;
use eframe::egui::{self, Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

pub const EXAMPLE: &str = include_str!("../../assets/articles/pentagon-shoigu-call.txt");

/// Someone at the window, with a count of drags, clicks and keys.
pub struct Person {
    pub harness: Harness<'static, Shell>,
    pub actions: usize,
}

impl Person {
    /// Opens an article of this text.
    pub fn on_article(text: &str) -> Self {
        let loaded = example(text, "article.txt", "anna").unwrap();
        Self::start(Start::Loaded(Box::new(loaded)))
    }

    /// Opens a file and waits until it is read.
    pub fn on_path(path: &Path) -> Self {
        let mut person = Self::start(Start::Path(path.to_owned()));
        person.wait();
        person
    }

    /// Opens files and folders, with settings kept in a file, and waits until all is read.
    pub fn on_paths(paths: &[&Path], settings: Option<&Path>) -> Self {
        let mut paths = paths.iter().map(|path| path.to_path_buf());
        let start = paths.next().map_or(Start::Empty, Start::Path);
        let mut person = Self::set_up(Options {
            start,
            others: paths.collect(),
            disk: Arc::new(RealDisk::default()),
            settings: settings.map(Path::to_owned),
        });
        person.wait();
        person
    }

    fn start(start: Start) -> Self {
        Self::start_with(start, Arc::new(RealDisk::default()), None)
    }

    /// Starts the window with its files on this disk and its settings there.
    pub fn start_with(start: Start, disk: Arc<dyn Disk>, settings: Option<PathBuf>) -> Self {
        Self::set_up(Options {
            start,
            others: Vec::new(),
            disk,
            settings,
        })
    }

    fn set_up(options: Options) -> Self {
        let harness = build(options);
        let mut person = Self {
            harness,
            actions: 0,
        };
        person.settle();
        person
    }

    // ---- acts ------------------------------------------------------------------------------

    /// Presses a key such as `q` or `Ctrl+Shift+Z`.
    pub fn press(&mut self, keys: &str) {
        let (key, modifiers) = parse(keys);
        self.harness.key_press_modifiers(modifiers, key);
        self.actions += 1;
        self.settle();
    }

    /// Presses keys that all arrive in one frame.
    pub fn press_at_once(&mut self, keys: &[&str]) {
        for keys in keys {
            self.harness.event(pressed(keys));
        }
        self.settle();
    }

    /// A key, a text and a key, all in one frame.
    pub fn type_ahead(&mut self, before: &str, text: &str, after: &str) {
        self.harness.event(pressed(before));
        for c in text.chars() {
            self.harness.event(Event::Text(c.to_string()));
        }
        self.harness.event(pressed(after));
        self.settle();
        self.settle();
    }

    /// Clicks what has this name.
    pub fn click(&mut self, name: &str) {
        let found = self.harness.get_all_by_label(name).last();
        let at = found.unwrap_or_else(|| panic!("no {name}")).rect();
        self.click_at(at.center());
    }

    /// Clicks the first of several of this name.
    pub fn click_first(&mut self, name: &str) {
        let found = self.harness.get_all_by_label(name).next();
        let at = found.unwrap_or_else(|| panic!("no {name}")).rect();
        self.click_at(at.center());
    }

    /// Clicks right before some words of the article.
    pub fn click_before(&mut self, words: &str) {
        self.bring_in_view(words);
        let rect = self.rect_of(words);
        self.click_at(rect.left_center() + vec2(1.0, 0.0));
    }

    /// Clicks with the secondary button right before some words of the article.
    pub fn secondary_click_before(&mut self, words: &str) {
        self.bring_in_view(words);
        let at = self.rect_of(words).left_center() + vec2(1.0, 0.0);
        self.secondary_click_at(at);
    }

    /// Clicks what has this name with the secondary button.
    pub fn secondary_click(&mut self, name: &str) {
        let at = self.harness.get_by_label(name).rect().center();
        self.secondary_click_at(at);
    }

    fn secondary_click_at(&mut self, pos: Pos2) {
        self.harness.event(Event::PointerMoved(pos));
        self.harness.step();
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton {
                pos,
                button: PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            self.harness.step();
        }
        self.actions += 1;
        self.settle();
    }

    /// Double-clicks some words of the article.
    pub fn double_click(&mut self, words: &str) {
        self.bring_in_view(words);
        let at = self.rect_of(words).center();
        self.button(at, true);
        self.button(at, false);
        self.button(at, true);
        self.button(at, false);
        self.actions += 1;
        self.settle();
    }

    /// Drags from the first to the last of some words.
    pub fn drag_over(&mut self, words: &str) {
        let rects = self.rects_of(words);
        let (first, last) = (rects[0], rects[rects.len() - 1]);
        self.drag(
            first.left_center() + vec2(2.0, 0.0),
            last.right_center() - vec2(2.0, 0.0),
        );
    }

    /// Drags the right edge of a mark on some words into other words.
    pub fn drag_edge(&mut self, words: &str, to: &str) {
        let (from, to) = (
            self.rect_of(words).right_center(),
            self.rect_of(to).center(),
        );
        self.drag(from, to);
    }

    /// Drags what has one name onto what has another.
    pub fn drag_named(&mut self, from: &str, to: &str) {
        let (from, to) = (self.place_of(from), self.place_of(to));
        self.drag(from, to);
    }

    /// Drags from some words of the article onto what has a name.
    pub fn drag_words_onto(&mut self, words: &str, to: &str) {
        let (from, to) = (self.rect_of(words).center(), self.place_of(to));
        // This press is not to be the second of a double click.
        self.harness.run_steps(30);
        self.drag(from, to);
    }

    /// Drags from some words of the article onto what has a name, presses Esc there and lets go.
    pub fn drag_and_escape(&mut self, words: &str, to: &str) {
        let (from, to) = (self.rect_of(words).center(), self.place_of(to));
        // This press is not to be the second of a double click.
        self.harness.run_steps(30);
        self.hold_and_move(from, to);
        self.press("Escape");
        self.button(to, false);
        self.settle();
    }

    /// Clicks some words of the article with Ctrl held.
    pub fn ctrl_click(&mut self, words: &str) {
        let pos = self.rect_of(words).center();
        self.harness.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton {
                pos,
                button: PointerButton::Primary,
                pressed,
                modifiers: Modifiers::CTRL | Modifiers::COMMAND,
            });
            self.harness.step();
        }
        self.actions += 1;
        self.harness.run_steps(30);
    }

    /// Clicks what has this name with the secondary button.
    pub fn click_secondary(&mut self, name: &str) {
        let pos = self.place_of(name);
        self.harness.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            self.harness.event(Event::PointerButton {
                pos,
                button: PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            self.harness.step();
        }
        self.actions += 1;
        self.settle();
    }

    fn place_of(&self, name: &str) -> Pos2 {
        let mut all = self.harness.get_all_by_label(name);
        let found = all.next().unwrap_or_else(|| panic!("no {name}"));
        found.rect().center()
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        self.hold_and_move(from, to);
        self.button(to, false);
        self.actions += 1;
        self.settle();
    }

    fn hold_and_move(&mut self, from: Pos2, to: Pos2) {
        self.harness.event(Event::PointerMoved(from));
        self.harness.step();
        self.button(from, true);
        for part in 1..=8 {
            self.harness.event(Event::PointerMoved(
                from + (to - from) * (part as f32 / 8.0),
            ));
            self.harness.step();
        }
    }

    /// Clicks at a place on the screen.
    pub fn click_at(&mut self, at: Pos2) {
        self.button(at, true);
        self.button(at, false);
        self.actions += 1;
        // The next click is not to be the second of a double one.
        for _ in 0..30 {
            self.harness.step();
        }
        self.settle();
    }

    fn button(&mut self, pos: Pos2, pressed: bool) {
        self.harness.event(Event::PointerMoved(pos));
        self.harness.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        self.harness.step();
    }

    /// Types into what has the keys.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Comes back to the window from another.
    pub fn come_back(&mut self) {
        self.harness.event(Event::WindowFocused(false));
        self.settle();
        self.harness.event(Event::WindowFocused(true));
        self.settle();
    }

    /// Lets files go over the window.
    pub fn drop_files(&mut self, paths: &[&Path]) {
        for path in paths {
            let file = Dropped(path.to_path_buf());
            self.harness.input_mut().dropped_files.push(Arc::new(file));
        }
        self.settle();
        self.wait();
    }

    /// Holds files over the window.
    pub fn hover_files(&mut self, path: Option<&Path>) {
        self.harness.input_mut().hovered_files = path
            .map(|path| egui::HoveredFile {
                path: Some(path.to_owned()),
                mime: String::new(),
            })
            .into_iter()
            .collect();
        self.settle();
    }

    /// Waits until something is on the screen.
    pub fn wait_for(&mut self, words: &str) {
        for _ in 0..400 {
            self.settle();
            if self.shows(words) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("{words} does not come: {}", self.everything());
    }

    /// Saves under a path with "Save as".
    pub fn save_as(&mut self, path: &Path) {
        self.press("Ctrl+Shift+S");
        self.type_path(path);
    }

    /// Opens a path with "Open".
    pub fn open(&mut self, path: &Path) {
        self.press("Ctrl+O");
        self.type_path(path);
    }

    /// Types a path in the open dialog and takes it.
    pub fn type_path(&mut self, path: &Path) {
        self.type_text(&path.display().to_string());
        self.press("Enter");
        self.wait();
    }

    /// Waits until nothing is read or written.
    pub fn wait(&mut self) {
        for _ in 0..400 {
            self.harness.step();
            if !self.seen().is_busy() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(!self.seen().is_busy(), "reading or writing takes too long");
        self.settle();
    }

    /// Does nothing for so many seconds of the window's clock, then waits for what that has begun.
    pub fn idle(&mut self, seconds: f64) {
        self.harness.run_steps((seconds * 60.0).ceil() as usize);
        self.wait();
    }

    /// Lets the window come to rest.
    pub fn settle(&mut self) {
        self.harness.run_steps(4);
    }

    // ---- what is there ---------------------------------------------------------------------

    pub fn app(&mut self) -> &mut App {
        self.harness.state_mut().app.as_mut().expect("set up")
    }

    fn seen(&self) -> &App {
        self.harness.state().app.as_ref().expect("set up")
    }

    pub fn editor(&self) -> &Editor {
        &self.seen().session().expect("an article is open").editor
    }

    /// The selected words of the article.
    pub fn selected(&self) -> String {
        let editor = self.editor();
        let words = editor.document().text().slice(editor.selection());
        words.to_owned()
    }

    /// The name of what has the keys.
    pub fn focused(&self) -> Option<String> {
        let mut nodes = self.harness.root().children_recursive();
        let focused = nodes.find(|node| node.accesskit_node().is_focused());
        focused.and_then(|node| node.accesskit_node().label())
    }

    pub fn article_has_focus(&self) -> bool {
        let view = &self.seen().session().expect("an article is open").view;
        view.has_focus(&self.harness.ctx)
    }

    /// Whether some text on the screen holds these words.
    pub fn shows(&self, words: &str) -> bool {
        self.everything().contains(words)
    }

    /// Every text on the screen.
    pub fn everything(&self) -> String {
        let mut all = String::new();
        for node in self.harness.root().children_recursive() {
            let node = node.accesskit_node();
            for text in [node.label(), node.value()].into_iter().flatten() {
                all.push_str(&text);
                all.push('\n');
            }
        }
        all
    }

    /// The rows of an open list, as far as they are drawn.
    pub fn options(&self) -> Vec<String> {
        let options = self.nodes(egui::accesskit::Role::ListBoxOption);
        options.into_iter().map(|(name, _)| name).collect()
    }

    /// The chosen row of an open list.
    pub fn chosen_option(&self) -> Option<String> {
        let options = self.nodes(egui::accesskit::Role::ListBoxOption);
        let chosen = options.into_iter().find(|(_, chosen)| *chosen);
        chosen.map(|(name, _)| name)
    }

    fn nodes(&self, role: egui::accesskit::Role) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        for node in self.harness.root().children_recursive() {
            let node = node.accesskit_node();
            if node.role() == role {
                let chosen = node.is_selected() == Some(true)
                    || node.toggled() == Some(egui::accesskit::Toggled::True);
                found.push((node.label().unwrap_or_default(), chosen));
            }
        }
        found
    }

    /// What the last command had to say.
    pub fn told(&self) -> String {
        self.seen().told().to_owned()
    }

    pub fn current_label(&self) -> Option<String> {
        self.editor()
            .current_span()
            .map(|span| span.label.to_string())
    }

    /// The words of each live mark of a role.
    pub fn words_of(&self, role: Role) -> Vec<String> {
        let document = self.editor().document();
        let wanted = |span: &&Arc<dictum::model::Span>| {
            span.is_live() && document.schema().role_of(&span.label) == role
        };
        document
            .spans()
            .filter(wanted)
            .map(|span| document.words(span))
            .collect()
    }

    /// Each quote with the words of its speakers.
    pub fn said(&self) -> Vec<(String, Vec<String>)> {
        let document = self.editor().document();
        let said_by = &document.schema().link_of(LinkRole::SaidBy).unwrap().name;
        let quotes = document
            .spans()
            .filter(|span| document.schema().role_of(&span.label) == Role::Quote);
        quotes
            .map(|quote| {
                let links = document.links_from(&quote.id);
                let links =
                    links.filter(|link| link.label == *said_by && link.state == State::Accepted);
                let speakers = links.map(|link| document.words(document.span(&link.to).unwrap()));
                (document.words(quote), speakers.collect())
            })
            .collect()
    }

    fn range_of(&self, words: &str) -> ByteRange {
        let text = self.editor().document().text();
        let start = text
            .as_str()
            .find(words)
            .unwrap_or_else(|| panic!("the article does not say {words}"));
        (start..start + words.len()).into()
    }

    fn rects_of(&self, words: &str) -> Vec<egui::Rect> {
        let view = &self.seen().session().unwrap().view;
        let rects = view.rects(self.range_of(words));
        assert!(!rects.is_empty(), "{words} is not on the screen");
        rects
    }

    fn rect_of(&self, words: &str) -> egui::Rect {
        self.rects_of(words)[0]
    }

    /// Where some words are on the screen.
    pub fn place_on_screen(&self, words: &str) -> Pos2 {
        self.rect_of(words).min
    }

    /// Scrolls to some words as a reader does: with the wheel.
    pub fn bring_in_view(&mut self, words: &str) {
        let range = self.range_of(words);
        for _ in 0..200 {
            let view = &self.seen().session().unwrap().view;
            let visible = view.rects(range);
            if visible
                .iter()
                .any(|rect| rect.top() > 150.0 && rect.bottom() < 700.0)
            {
                return;
            }
            let below = view.visible().end <= range.end
                || visible.iter().any(|rect| rect.bottom() >= 700.0);
            self.harness
                .event(Event::PointerMoved(egui::pos2(400.0, 400.0)));
            self.harness.event(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, if below { -60.0 } else { 60.0 }),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
            self.harness.run_steps(12);
            // At the very top or bottom there is no further to go.
            let view = &self.seen().session().unwrap().view;
            let at_end = view.visible().end >= self.editor().document().text().end()
                || view.visible().start.0 == 0;
            if at_end && !view.rects(range).is_empty() {
                return;
            }
        }
        panic!("{words} does not come in view");
    }
}

fn pressed(keys: &str) -> Event {
    let (key, modifiers) = parse(keys);
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

fn parse(keys: &str) -> (Key, Modifiers) {
    let mut modifiers = Modifiers::NONE;
    let mut name = keys;
    while let Some((held, rest)) = name.split_once('+').filter(|(_, rest)| !rest.is_empty()) {
        modifiers |= match held {
            "Ctrl" => Modifiers::CTRL | Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            _ => panic!("no such modifier: {held}"),
        };
        name = rest;
    }
    let key = Key::from_name(&name.to_uppercase()).or_else(|| Key::from_name(name));
    (
        key.unwrap_or_else(|| panic!("no such key: {name}")),
        modifiers,
    )
}

/// A document's file with this text and these spans, as little as a reader needs.
pub fn document_json(text: &str, spans: &str) -> String {
    format!("{{\n\"format\": \"dictum/1\",\n\"text\": {text:?},\n\"spans\": {spans}\n}}\n")
}

/// The application in the harness. It is set up with the context before the first frame, as in a
/// real window, and taken over in that frame.
pub struct Shell {
    made: Rc<RefCell<Option<App>>>,
    app: Option<App>,
}

fn build(options: Options) -> Harness<'static, Shell> {
    let made = Rc::new(RefCell::new(None));
    let maker = Rc::clone(&made);
    Harness::builder()
        .with_size(vec2(1280.0, 820.0))
        .with_pixels_per_point(1.0)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(64)
        .allow_missing_glyphs()
        .with_context_setup(move |ctx| *maker.borrow_mut() = Some(App::new(ctx, options)))
        .build_ui_state(
            |ui, shell: &mut Shell| {
                if let Some(app) = shell.made.borrow_mut().take() {
                    shell.app = Some(app);
                }
                if let Some(app) = &mut shell.app {
                    app.logic(ui.ctx());
                    app.ui(ui);
                }
            },
            Shell { made, app: None },
        )
}

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
