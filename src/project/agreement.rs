//! Which programs of which projects a person has agreed to run on this machine.

use crate::disk::{Disk, DiskError};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The name of the file beside the settings.
const FILE: &str = "agreed.ron";

/// What was agreed to, kept in the state folder of this machine and never in a project: whoever sends a
/// project must not be able to send the agreement with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreements {
    file: Option<PathBuf>,
    given: Vec<Agreement>,
}

/// The folder on this machine where agreements are kept; `None` when the system names none for state.
pub fn state_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    let strategy = etcetera::choose_base_strategy().ok()?;
    let folder = strategy.state_dir().unwrap_or_else(|| strategy.data_dir());
    Some(folder.join("dictum"))
}

/// One program of one project. Another argument is another program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Agreement {
    project: PathBuf,
    command: Vec<String>,
}

impl Agreements {
    /// Those kept in the state folder. None when there are none, or they cannot be read: then everything
    /// is asked again.
    pub fn load(disk: &dyn Disk, state_folder: Option<&Path>) -> Self {
        let file = state_folder.map(|folder| folder.join(FILE));
        let given = file.as_ref().filter(|file| disk.exists(file)).map(|file| {
            let read = disk.read(file).map_err(|error| error.to_string());
            let parsed = read.and_then(|bytes| {
                ron::de::from_bytes::<Vec<Agreement>>(&bytes).map_err(|error| error.to_string())
            });
            parsed.unwrap_or_else(|error| {
                log::warn!("what was agreed to cannot be read and is asked again: {error}");
                Vec::new()
            })
        });
        Self {
            file,
            given: given.unwrap_or_default(),
        }
    }

    /// Whether the person has agreed that this program runs for this project.
    pub fn has(&self, project: &Path, command: &[String]) -> bool {
        let project = canonical(project);
        let agreed = |each: &Agreement| each.project == project && each.command == command;
        self.given.iter().any(agreed)
    }

    /// The person agrees, for now and for later. Where it cannot be kept, it is asked again next time.
    pub fn give(
        &mut self,
        disk: &dyn Disk,
        project: &Path,
        command: &[String],
    ) -> Result<(), DiskError> {
        if self.has(project, command) {
            return Ok(());
        }
        self.given.push(Agreement {
            project: canonical(project),
            command: command.to_vec(),
        });
        let Some(file) = &self.file else {
            return Ok(());
        };
        if let Some(folder) = file.parent() {
            disk.create_private_dir(folder)?;
        }
        // A list of paths and strings has always a spelling.
        let pretty = ron::ser::PrettyConfig::default();
        let text = ron::ser::to_string_pretty(&self.given, pretty).unwrap_or_default();
        disk.write(file, text.as_bytes())
    }
}

/// A folder reached by another way is the same folder.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
