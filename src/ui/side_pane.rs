//! The pane at the left: the articles at hand, or the outline of the open one.

mod articles;
mod outline;
mod tagger;

use super::articles::Articles;
use super::session::Session;
use super::wording::side_pane as words;
use super::wording::tagger::TAGGER;
use crate::model::{ByteOffset, SpanId};
use eframe::egui::{Button, Id, RichText, Ui};
use outline::Outline;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tagger::TaggerPane;

use super::row_list::RowList;
use super::theme::Tokens;

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// The articles at hand.
    #[default]
    Articles,
    /// The paragraphs of the open one.
    Outline,
    /// How the tagger fared.
    Tagger,
}

/// What was asked for in the pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Show the other tab.
    Tab(Tab),
    /// Open an article.
    Open(PathBuf),
    /// Go to a place of the open one.
    Go(ByteOffset),
    /// Show a mark, of another article when a path is given.
    Show {
        /// The article.
        path: Option<PathBuf>,
        /// The mark.
        span: SpanId,
    },
}

/// What the pane keeps from frame to frame.
pub struct SidePane {
    articles: RowList,
    rows: RowList,
    outline: Outline,
    tagger: TaggerPane,
}

impl Default for SidePane {
    fn default() -> Self {
        Self {
            articles: RowList::new("articles list"),
            rows: RowList::new("outline list"),
            outline: Outline::default(),
            tagger: TaggerPane::default(),
        }
    }
}

impl SidePane {
    /// Draws the pane. Gives the wishes and what F6 goes to.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tab: Tab,
        articles: &Articles,
        session: Option<&Session>,
    ) -> (Vec<Wish>, Option<Id>) {
        let mut wishes = Vec::new();
        ui.add_space(4.0);
        let mut first = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            // Three of them stand beside each other in a pane of the usual width.
            ui.spacing_mut().button_padding.x = 7.0;
            for (each, title) in [
                (Tab::Articles, words::ARTICLES),
                (Tab::Outline, words::OUTLINE),
                (Tab::Tagger, TAGGER),
            ] {
                let button = Button::selectable(tab == each, title);
                let response = ui.add(button);
                if tab == each {
                    first = Some(response.id);
                }
                if response.clicked() {
                    wishes.push(Wish::Tab(each));
                }
            }
        });
        ui.add_space(4.0);
        match (tab, session) {
            (Tab::Articles, _) if articles.entries().is_empty() => hint(ui, words::NO_ARTICLES),
            (Tab::Articles, _) => {
                first = Some(self.articles.id());
                wishes.extend(articles::show(ui, &mut self.articles, articles));
            }
            (Tab::Tagger, None) if articles.entries().is_empty() => {
                hint(ui, super::wording::NOTHING_OPEN);
            }
            (Tab::Tagger, _) => {
                first = Some(self.tagger.id());
                wishes.extend(self.tagger.show(ui, articles, session));
            }
            (Tab::Outline, None) => hint(ui, super::wording::NOTHING_OPEN),
            (Tab::Outline, Some(session)) => {
                first = Some(self.rows.id());
                wishes.extend(self.outline.show(ui, &mut self.rows, &session.editor));
            }
        }
        (wishes, first)
    }
}

fn hint(ui: &mut Ui, hint: &str) {
    let color = Tokens::of(ui.ctx()).text_weak;
    ui.label(RichText::new(hint).color(color));
}
