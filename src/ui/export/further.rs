//! The further choices of an export: how offsets are counted, what labels are called, splits to train on.

use super::asked::Parting;
use super::going_out::{Scope, Whose};
use crate::formats::dataset::{Rule, Shares};
use crate::formats::{Format, Unit};
use crate::ui::browsing::Choose;
use crate::ui::choice_row::{choice, row};
use crate::ui::path_field::PathField;
use crate::ui::theme::tick_box;
use crate::ui::wording;
use crate::ui::wording::exchange as words;
use eframe::egui::{CollapsingHeader, ComboBox, DragValue, RichText, ScrollArea, TextEdit, Ui};
use std::path::{Path, PathBuf};

/// Height of the dialog without the choices and the report, in points.
const REST: f32 = 480.0;
/// Height that the choices take when they are shown, at least and at most, in points.
const HEIGHT: (f32, f32) = (90.0, 170.0);
/// Width of a short field, in points.
const SHORT: f32 = 90.0;

/// The choices.
pub struct Further {
    /// Whose documents of a project go out.
    pub whose: Whose,
    unit: Option<Unit>,
    table: PathField,
    is_dataset: bool,
    shares: String,
    seed: u64,
    /// Of what was drawn last, beyond the title.
    height: f32,
}

impl Default for Further {
    fn default() -> Self {
        Self {
            whose: Whose::Mine,
            unit: None,
            table: PathField::default(),
            is_dataset: false,
            shares: "80/10/10".to_owned(),
            seed: 0,
            height: 0.0,
        }
    }
}

impl Further {
    /// Draws them; gives whether one was made.
    pub fn ui(&mut self, ui: &mut Ui, format: &Format, scope: Scope) -> bool {
        let mut changed = false;
        let height = ui.ctx().content_rect().height() - REST;
        let area = ScrollArea::vertical()
            .id_salt("further choices")
            .max_height(height.clamp(HEIGHT.0, HEIGHT.1));
        let shown = CollapsingHeader::new(words::FURTHER).show_unindented(ui, |ui| {
            area.show(ui, |ui| changed = self.contents(ui, format, scope));
        });
        self.height = shown.body_response.map_or(0.0, |body| body.rect.height());
        changed
    }

    fn contents(&mut self, ui: &mut Ui, format: &Format, scope: Scope) -> bool {
        let mut changed = false;
        if format.writes.is_some_and(|writes| writes.leaves_unit()) {
            changed |= self.units(ui);
        }
        if scope == Scope::Project {
            changed |= self.splits(ui);
        }
        let ways = [(wording::BROWSE, Choose::File)];
        let table = self.table.ui(ui, words::TABLE, words::TABLE_HINT, &ways);
        changed | table.changed
    }

    /// Height that they take beyond their title, in points.
    pub fn height(&self) -> f32 {
        self.height
    }

    /// Draws the choice of whose documents go out.
    pub fn whose(&mut self, ui: &mut Ui) -> bool {
        let all = [
            (Whose::Mine, words::MINE),
            (Whose::Everyones, words::EVERYONES),
        ];
        choice(ui, words::WHOSE, &mut self.whose, &all)
    }

    fn units(&mut self, ui: &mut Ui) -> bool {
        let before = self.unit;
        row(ui, words::COUNTED, |ui, title| {
            let combo = ComboBox::from_id_salt("export unit")
                .width(220.0)
                .selected_text(words::unit(self.unit))
                .show_ui(ui, |ui| {
                    let all = std::iter::once(None).chain(Unit::ALL.map(Some));
                    for unit in all {
                        ui.selectable_value(&mut self.unit, unit, words::unit(unit));
                    }
                });
            combo.response.labelled_by(title);
        });
        before != self.unit
    }

    fn splits(&mut self, ui: &mut Ui) -> bool {
        let mut changed = false;
        row(ui, "", |ui, _| {
            let ticked = tick_box(ui, &mut self.is_dataset, words::DATASET);
            changed |= ticked.on_hover_text(words::ABOUT_DATASET).changed();
        });
        if !self.is_dataset {
            return changed;
        }
        row(ui, words::SHARES, |ui, title| {
            let edit = TextEdit::singleline(&mut self.shares).desired_width(SHORT);
            changed |= ui.add(edit).labelled_by(title).changed();
            let draw = ui.label(words::DRAW);
            let seed = ui.add(DragValue::new(&mut self.seed)).labelled_by(draw.id);
            changed |= seed.on_hover_text(words::ABOUT_DRAW).changed();
        });
        if let Err(error) = self.shares.parse::<Shares>() {
            let told = RichText::new(words::no_shares(&error));
            ui.label(told.color(ui.visuals().error_fg_color));
        }
        changed
    }

    /// How offsets are counted, where the format leaves that.
    pub fn unit(&self, format: &Format) -> Option<Unit> {
        let leaves = format.writes.is_some_and(|writes| writes.leaves_unit());
        self.unit.filter(|_| leaves)
    }

    /// The table of names, if one is named.
    pub fn table(&self) -> Option<PathBuf> {
        Some(self.table.path()).filter(|path| !path.as_os_str().is_empty())
    }

    /// Whether a dataset is asked for.
    pub fn is_dataset(&self, scope: Scope) -> bool {
        self.is_dataset && scope == Scope::Project
    }

    /// How a dataset in this folder is parted; the error says what is wrong with the shares.
    pub fn parting(&self, scope: Scope, folder: &Path) -> Result<Option<Parting>, String> {
        if !self.is_dataset(scope) {
            return Ok(None);
        }
        let shares = self.shares.parse::<Shares>();
        let name = folder.file_name().unwrap_or_default();
        Ok(Some(Parting {
            rule: Rule {
                shares: shares.map_err(|error| words::no_shares(&error))?,
                seed: self.seed,
                group_by: None,
            },
            name: name.to_string_lossy().into_owned(),
        }))
    }
}
