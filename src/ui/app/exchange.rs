//! Taking annotations to other programs, and from them.

use super::{App, Dialog};
use crate::formats::report;
use crate::project;
use crate::ui::export::{self, Export, Sources};
use crate::ui::import::{self, Contents, Import};
use crate::ui::session::Session;
use crate::ui::wording::exchange as words;
use eframe::egui::Context;
use std::path::Path;
use std::sync::Arc;

impl App {
    pub(super) fn ask_export(&mut self) {
        let Some(session) = &self.session else { return };
        let sources = sources(session, &self.settings.annotator());
        let format = self.settings.export_format.as_deref();
        match Export::new(self.disk.clone(), sources, format) {
            Some(export) => self.dialog = Some(Dialog::Export(Box::new(export))),
            None => self.tell(words::NO_FORMATS),
        }
    }

    /// Gives whether the dialog stays.
    pub(super) fn export(&mut self, ctx: &Context, export: &mut Export) -> bool {
        match export.ui(ctx) {
            None => true,
            Some(export::Answer::Cancel) => false,
            Some(export::Answer::Written(told)) => {
                self.tell(told);
                self.settings.export_format = Some(export.format().name.to_owned());
                self.store_settings();
                false
            }
        }
    }

    pub(super) fn ask_import(&mut self) {
        let project = self.session.as_ref().and_then(Session::project);
        let annotator = self.settings.annotator();
        let project = project.map(|project| (Arc::clone(project), annotator));
        let import = Import::new(self.disk.clone(), project);
        self.dialog = Some(Dialog::Import(Box::new(import)));
    }

    /// Gives whether the dialog stays.
    pub(super) fn import(&mut self, ctx: &Context, import: &mut Import) -> bool {
        match import.ui(ctx) {
            None => true,
            Some(import::Answer::Cancel) => false,
            Some(import::Answer::Imported(contents)) => {
                self.show_imported(ctx, &contents);
                false
            }
        }
    }

    /// Opens what was imported in the list, and says what was not.
    fn show_imported(&mut self, ctx: &Context, contents: &Contents) {
        let amounts = report::amounts(contents.articles, contents.spans, contents.links);
        let first = contents.written.first();
        let folder = first
            .and_then(|path| path.parent())
            .unwrap_or(Path::new(""));
        let told = words::imported(&amounts, folder);
        let annotator = self.settings.annotator();
        let paths = contents.written.clone();
        self.articles.add(ctx, &self.disk, paths, (true, annotator));
        self.tell(told);
        if !contents.refused.is_empty() {
            self.alarm(words::not_all(&contents.refused));
        }
    }
}

/// What may go out of what is open.
fn sources(session: &Session, annotator: &str) -> Sources {
    let near = session.own_place().or_else(|| session.source.clone());
    let name = session.name();
    let stem = match session.project() {
        Some(_) => name,
        None => {
            let stem = Path::new(&name).file_stem().unwrap_or_default();
            stem.to_string_lossy().into_owned()
        }
    };
    let mut own: Vec<_> = [session.own_place(), session.source.clone()]
        .into_iter()
        .flatten()
        .collect();
    let project = session.of_project().map(|it| {
        own.push(it.project.folder().join(project::FILE));
        let project = Arc::clone(&it.project);
        (project, it.article.clone(), annotator.to_owned())
    });
    Sources {
        open: session.editor.document().snapshot(),
        name: stem,
        near,
        own,
        project,
    }
}
