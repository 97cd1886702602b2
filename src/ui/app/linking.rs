//! Asking what the current mark is to be linked to: the way first, then the other mark.

use super::{App, Dialog};
use crate::editor::{LinkTarget, LinkWay, Outcome};
use crate::model::{Document, SpanId};
use crate::ui::picker::{Answer, Picker, Reading, Row};
use crate::ui::wording::{self, picking};
use eframe::egui::{Context, RichText};

/// So much of a mark's words is shown and searched, in characters.
const WORDS: usize = 90;

impl App {
    /// Asks for the way when the schema has several, else for the mark at once.
    pub(super) fn ask_link(&mut self) {
        let Some(session) = &self.session else { return };
        let mut ways = session.editor.link_ways();
        if ways.len() == 1
            && let Some(way) = ways.pop()
        {
            self.ask_link_target(way);
            return;
        }
        let document = session.editor.document();
        let row = |way: LinkWay| {
            let (title, detail) = picking::link_way(document.schema(), &way);
            Row {
                detail,
                ..Row::new(title, way)
            }
        };
        let rows = ways.into_iter().map(row).collect();
        let picker = Picker::new("link way", picking::LINK_WAY, Reading::Letters, rows);
        self.dialog = Some(Dialog::LinkWay(picker));
    }

    fn ask_link_target(&mut self, way: LinkWay) {
        let Some(session) = &self.session else { return };
        let editor = &session.editor;
        let document = editor.document();
        let start = editor.current_span().map(|span| span.fragments.start());
        let targets = editor.link_targets(&way).into_iter();
        let rows = targets.map(|target| {
            let below = Some(target.span.fragments.start()) > start;
            target_row(document, &target, below)
        });
        let asked = picking::link_target(document.schema(), &way);
        let picker = Picker::new("link", asked, Reading::Words, rows.collect()).open_below();
        self.dialog = Some(Dialog::LinkTo(way, picker));
    }

    /// Draws the question of the way; gives whether it stays.
    pub(super) fn link_way(&mut self, ctx: &Context, picker: &mut Picker<LinkWay>) -> bool {
        match picker.show(ctx, |_, _| {}) {
            None => true,
            Some(Answer::Close) => false,
            Some(Answer::Take(way)) => {
                self.ask_link_target(way);
                false
            }
        }
    }

    /// Draws the question of the mark; gives whether it stays.
    pub(super) fn link_target(
        &mut self,
        ctx: &Context,
        way: &LinkWay,
        picker: &mut Picker<SpanId>,
    ) -> bool {
        // Something else was asked for meanwhile, by a click below.
        if !self.asked.is_empty() {
            return false;
        }
        let answer = picker.show(ctx, |ui, _| {
            ui.add_space(6.0);
            ui.label(RichText::new(picking::LINK_BY_CLICK).small().weak());
        });
        match answer {
            None => true,
            Some(Answer::Close) => false,
            Some(Answer::Take(mark)) => {
                self.link(ctx, way, &mark);
                false
            }
        }
    }

    fn link(&mut self, ctx: &Context, way: &LinkWay, mark: &SpanId) {
        let Some(session) = &mut self.session else {
            return;
        };
        let document = session.editor.document();
        let told = document
            .span(mark)
            .map(|span| picking::linked(document, way, span));
        let outcome = match (session.editor.link(way, mark), told) {
            (Outcome::Done, Some(told)) => Outcome::Told(told),
            (other, _) => other,
        };
        self.take_outcome(ctx, outcome);
    }

    /// A press in the article while a mark to link to is asked for: the mark there is the answer.
    /// Gives whether the press was taken.
    pub(super) fn answer_link_by_press(&mut self, ctx: &Context, hit: &[SpanId]) -> bool {
        let (Some(Dialog::LinkTo(way, picker)), Some(session)) = (&mut self.dialog, &self.session)
        else {
            return false;
        };
        let Some(mark) = session.editor.link_target_at(way, hit) else {
            picker.refresh();
            self.tell(picking::NOT_TO_LINK);
            return true;
        };
        let way = way.clone();
        self.link(ctx, &way, &mark);
        self.dialog = None;
        self.give_keys = true;
        true
    }
}

fn target_row(document: &Document, target: &LinkTarget, below: bool) -> Row<SpanId> {
    let span = &target.span;
    let words = wording::shortened(&document.words(span), WORDS);
    let person = wording::person_name(document, span);
    let named = (person != wording::on_one_line(&document.words(span))).then_some(person.as_str());
    let linked = target.linked.then_some(picking::LINKED);
    let place = if below {
        picking::BELOW
    } else {
        picking::ABOVE
    };
    let detail: Vec<&str> = [linked, named, Some(place)].into_iter().flatten().collect();
    Row {
        also: named.unwrap_or_default().to_owned(),
        detail: detail.join(" · "),
        possible: !target.linked,
        ..Row::new(words, span.id.clone())
    }
}
