//! What the window remembers between starts: theme, text size, recent files.

use super::window_layout::WindowLayout;
use crate::disk::Disk;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many recent files are kept.
const RECENT: usize = 12;

/// The settings, kept as RON in the state folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The theme.
    pub theme: Theme,
    /// Size of the article's letters, in points.
    pub text_size: f32,
    /// Files opened or saved, the last first.
    pub recent: Vec<PathBuf>,
    /// Where the window stands and what of it is shown.
    pub layout: WindowLayout,
    /// The bundled schema that new articles begin with; `None` is the default one.
    pub schema: Option<String>,
    /// Whether a document that has a place is saved by itself.
    pub autosave: bool,
    /// Which of the first steps is shown, counted from 0; none any more when it is not set.
    pub first_step: Option<usize>,
    /// Keys in place of the usual ones.
    pub keys: crate::editor::KeyChanges,
    /// How suggestions are gone through.
    pub suggestions: Suggestions,
    /// Who annotates; the system's user name at first.
    pub annotator: Option<String>,
    /// Whether an article of a project that names a tagger is tagged when it is opened.
    pub tag_at_once: bool,
    /// The file of a learned tagger for articles outside projects; the built-in rules when not set.
    pub model: Option<PathBuf>,
    /// The name of the format that was exported to last.
    pub export_format: Option<String>,
}

/// How suggestions are gone through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Suggestions {
    /// Whether `Tab` goes to the least certain first.
    pub least_certain_first: bool,
    /// Suggestions of a lower score are hidden, in hundredths, 0 to 100.
    pub least: u8,
}

/// Which theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: super::theme::SIZES.article,
            recent: Vec::new(),
            layout: WindowLayout::default(),
            schema: None,
            autosave: true,
            first_step: None,
            keys: crate::editor::KeyChanges::default(),
            suggestions: Suggestions::default(),
            annotator: None,
            tag_at_once: true,
            model: None,
            export_format: None,
        }
    }
}

impl Settings {
    /// Reads the settings; the usual ones when there are none or they cannot be read.
    pub fn load(disk: &dyn Disk, path: Option<&Path>) -> Self {
        let Some(path) = path.filter(|path| disk.exists(path)) else {
            return Self::default();
        };
        let read = disk.read(path).map_err(anyhow::Error::from);
        let parsed = read.and_then(|bytes| Ok(ron::de::from_bytes(&bytes)?));
        parsed.unwrap_or_else(|error| {
            log::warn!(
                "settings could not be read, the usual ones are used: {error}: {}",
                path.display()
            );
            Self::default()
        })
    }

    /// Writes the settings.
    pub fn store(&self, disk: &dyn Disk, path: &Path) -> anyhow::Result<()> {
        if let Some(folder) = path.parent() {
            disk.create_dir(folder)?;
        }
        let text = ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::default())?;
        Ok(disk.write(path, text.as_bytes())?)
    }

    /// Puts a file in front of the recent ones.
    pub fn note_recent(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|each| *each != path);
        self.recent.insert(0, path);
        self.recent.truncate(RECENT);
    }

    /// Who annotates.
    pub fn annotator(&self) -> String {
        let user = || {
            ["USER", "USERNAME", "LOGNAME"]
                .iter()
                .find_map(|name| std::env::var(name).ok())
        };
        self.annotator
            .clone()
            .or_else(user)
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| "annotator".to_owned())
    }
}

/// Where the settings are kept; `None` when the system names no folder for state.
pub fn usual_path() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    let strategy = etcetera::choose_base_strategy().ok()?;
    let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(folder.join("dictum").join("settings.ron"))
}
