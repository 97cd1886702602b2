//! Where cards stand: level with their quotes, below one another, all within the page.

use eframe::egui::Rangef;
use std::ops::Range;

/// How a card is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Two lines: the name, and what kind of quote it is.
    Full,
    /// One line, where many quotes stand close together.
    Line,
}

impl Form {
    /// Height of the card, in points.
    pub fn height(self) -> f32 {
        match self {
            Self::Full => 47.0,
            Self::Line => 20.0,
        }
    }

    /// Space to the card below, in points.
    fn gap(self) -> f32 {
        match self {
            Self::Full => 6.0,
            Self::Line => 1.0,
        }
    }

    /// From the card's top to the middle of its name, in points: that is level with the quote.
    pub fn lead(self) -> f32 {
        match self {
            Self::Full => 15.0,
            Self::Line => 10.0,
        }
    }
}

/// A card's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    /// Which of the quotes it is for.
    pub index: usize,
    /// Its upper edge on the screen, in points.
    pub top: f32,
    /// How it is drawn.
    pub form: Form,
    /// Which part of the margin's width it has.
    pub side: Side,
}

/// Which part of the margin's width a card has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// All of it.
    Whole,
    /// The left half: in a crowd two stand on one line.
    Left,
    /// The right half.
    Right,
}

impl Slot {
    /// What it takes of the page's height.
    pub fn span(&self) -> Rangef {
        Rangef::new(self.top, self.top + self.form.height())
    }
}

/// The places of all cards.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Placing {
    /// The cards that are drawn, from top to bottom, in the order of the quotes.
    pub slots: Vec<Slot>,
    /// How many found no room.
    pub left_out: usize,
    /// Where the line that tells of those begins, in points.
    pub more_at: f32,
}

/// A full card pushed further than this from its quote, in points, makes its neighbours and itself
/// single lines.
const FURTHEST: f32 = 110.0;

/// Places a card for each of the levels (the middle of a quote's first row on the screen, in text
/// order) within `room`. Where single lines find no room, two stand on a line; where not even those
/// do, the cards nearest to `middle` win. In a narrow margin every card is a line of its own.
pub(super) fn place(levels: &[f32], room: Rangef, middle: usize, narrow: bool) -> Placing {
    if narrow {
        return place_narrow(levels, room, middle);
    }
    let cards = levels.len();
    let lines = lines_in(room);
    if cards <= lines {
        return Placing {
            slots: slots(levels, &forms(levels, room), room),
            ..Placing::default()
        };
    }
    if cards <= 2 * lines {
        return Placing {
            slots: pairs(levels, 0, room),
            ..Placing::default()
        };
    }
    let (first, kept) = nearest(cards, 2 * lines.saturating_sub(1), middle);
    Placing {
        slots: pairs(&levels[first..first + kept], first, without_last_line(room)),
        left_out: cards - kept,
        more_at: room.max - Form::Line.height(),
    }
}

fn place_narrow(levels: &[f32], room: Rangef, middle: usize) -> Placing {
    let cards = levels.len();
    let lines = lines_in(room);
    if cards <= lines {
        return Placing {
            slots: slots(levels, &vec![Form::Line; cards], room),
            ..Placing::default()
        };
    }
    let (first, kept) = nearest(cards, lines.saturating_sub(1), middle);
    let mut kept_slots = slots(
        &levels[first..first + kept],
        &vec![Form::Line; kept],
        without_last_line(room),
    );
    for slot in &mut kept_slots {
        slot.index += first;
    }
    Placing {
        slots: kept_slots,
        left_out: cards - kept,
        more_at: room.max - Form::Line.height(),
    }
}

/// Single lines that find room.
fn lines_in(room: Rangef) -> usize {
    let line = Form::Line.height() + Form::Line.gap();
    ((room.span() + Form::Line.gap()) / line).max(0.0) as usize
}

/// What is left when the last line tells how many cards are left out.
fn without_last_line(room: Rangef) -> Rangef {
    let line = Form::Line.height() + Form::Line.gap();
    Rangef::new(room.min, room.max - line)
}

/// The first of those that stay, and how many they are.
fn nearest(cards: usize, kept: usize, middle: usize) -> (usize, usize) {
    (middle.saturating_sub(kept / 2).min(cards - kept), kept)
}

/// Single lines of two cards each; the first card has the number `first`.
fn pairs(levels: &[f32], first: usize, room: Rangef) -> Vec<Slot> {
    let rows: Vec<f32> = levels.iter().step_by(2).copied().collect();
    let places = slots(&rows, &vec![Form::Line; rows.len()], room);
    (0..levels.len())
        .map(|number| Slot {
            index: first + number,
            side: if number.is_multiple_of(2) {
                Side::Left
            } else {
                Side::Right
            },
            ..places[number / 2]
        })
        .collect()
}

/// The height of these cards below one another, in points.
fn stacked(forms: &[Form]) -> f32 {
    let heights: f32 = forms.iter().map(|form| form.height() + form.gap()).sum();
    heights - forms.last().map_or(0.0, |form| form.gap())
}

/// Full cards, but single lines where full ones would be pushed far from their quotes; single lines
/// alone where there is no room for the others.
fn forms(levels: &[f32], room: Rangef) -> Vec<Form> {
    let mut forms = vec![Form::Full; levels.len()];
    // Each round makes some card a line, so the rounds come to an end; all fit on the page as lines,
    // so they are few.
    while let Some(crowd) = crowd(levels, &forms, room) {
        forms[crowd].fill(Form::Line);
    }
    for group in touching(levels, &forms, room) {
        if forms[group.clone()].contains(&Form::Line) {
            forms[group].fill(Form::Line);
        }
    }
    if stacked(&forms) > room.span() {
        forms.fill(Form::Line);
    }
    forms
}

/// The first card that is pushed too far, with those that push it, unless all are lines already.
fn crowd(levels: &[f32], forms: &[Form], room: Rangef) -> Option<Range<usize>> {
    let tops = pushed_down(levels, forms, room);
    let runs = runs(levels, forms, room);
    runs.into_iter().find_map(|run| {
        let far =
            |&index: &usize| tops[index] - wanted(levels[index], forms[index], room) > FURTHEST;
        let crowds = run.clone().filter(far).map(|last| run.start..last + 1);
        crowds
            .into_iter()
            .find(|crowd| forms[crowd.clone()].contains(&Form::Full))
    })
}

/// Cards that stand right below one another, each run up to the next card that stands free.
fn runs(levels: &[f32], forms: &[Form], room: Rangef) -> Vec<Range<usize>> {
    let tops = pushed_down(levels, forms, room);
    let free = |&index: &usize| tops[index] <= wanted(levels[index], forms[index], room);
    let starts: Vec<usize> = (0..levels.len()).filter(free).collect();
    let ends = starts.iter().skip(1).copied().chain([levels.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..end)
        .collect()
}

/// Cards that stand close together where they end up: they are to look alike.
fn touching(levels: &[f32], forms: &[Form], room: Rangef) -> Vec<Range<usize>> {
    let mut tops = pushed_down(levels, forms, room);
    pull_up(&mut tops, forms, room);
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for (index, (&top, form)) in tops.iter().zip(forms).enumerate() {
        match groups.last_mut() {
            Some(group) if top <= end + 0.5 => group.end = index + 1,
            _ => groups.push(index..index + 1),
        }
        end = top + form.height() + form.gap();
    }
    groups
}

/// Where a card's top would stand if it were alone on the page.
fn wanted(level: f32, form: Form, room: Rangef) -> f32 {
    (level - form.lead()).round().max(room.min)
}

fn slots(levels: &[f32], forms: &[Form], room: Rangef) -> Vec<Slot> {
    let mut tops = pushed_down(levels, forms, room);
    pull_up(&mut tops, forms, room);
    let slot = |(index, (&top, &form)): (usize, (&f32, &Form))| Slot {
        index,
        top,
        form,
        side: Side::Whole,
    };
    tops.iter().zip(forms).enumerate().map(slot).collect()
}

/// Each card level with its quote, or right below the card before.
fn pushed_down(levels: &[f32], forms: &[Form], room: Rangef) -> Vec<f32> {
    let mut free = room.min;
    let place = |(&level, &form): (&f32, &Form)| {
        let top = wanted(level, form, room).max(free);
        free = top + form.height() + form.gap();
        top
    };
    levels.iter().zip(forms).map(place).collect()
}

/// Moves cards up that would stand below the page.
fn pull_up(tops: &mut [f32], forms: &[Form], room: Rangef) {
    let mut below = f32::INFINITY;
    for (top, form) in tops.iter_mut().zip(forms).rev() {
        let bottom = (below - form.gap()).min(room.max);
        *top = top.min(bottom - form.height());
        below = *top;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Rangef = Rangef {
        min: 100.0,
        max: 800.0,
    };

    fn check(placing: &Placing, cards: usize, room: Rangef) {
        assert_eq!(placing.slots.len() + placing.left_out, cards);
        for slot in &placing.slots {
            assert!(slot.span().min >= room.min, "{slot:?} is above the page");
            assert!(slot.span().max <= room.max, "{slot:?} is below the page");
        }
        for pair in placing.slots.windows(2) {
            assert_eq!(pair[0].index + 1, pair[1].index, "the text's order");
            let beside = pair[0].side == Side::Left && pair[1].side == Side::Right;
            let below = pair[0].span().max <= pair[1].span().min;
            assert!(below || beside && pair[0].top == pair[1].top, "{pair:?}");
        }
        if placing.left_out > 0
            && let Some(last) = placing.slots.last()
        {
            assert!(last.span().max <= placing.more_at);
            assert!(placing.more_at + Form::Line.height() <= room.max);
        }
    }

    #[test]
    fn lone_cards_stand_level_with_their_quotes() {
        let placing = place(&[200.0, 400.0, 600.0], ROOM, 0, false);
        for (slot, level) in placing.slots.iter().zip([200.0, 400.0, 600.0]) {
            assert_eq!(slot.form, Form::Full);
            assert_eq!(slot.top + Form::Full.lead(), level);
        }
    }

    #[test]
    fn cards_at_the_page_s_ends_stay_on_it() {
        let placing = place(&[98.0, 799.0], ROOM, 0, false);
        check(&placing, 2, ROOM);
        assert_eq!(placing.slots[0].top, ROOM.min);
        assert_eq!(placing.slots[1].span().max, ROOM.max);
    }

    #[test]
    fn two_on_one_row_stand_below_one_another_and_more_become_lines() {
        let placing = place(&[200.0, 200.0, 500.0], ROOM, 0, false);
        check(&placing, 3, ROOM);
        assert!(placing.slots.iter().all(|slot| slot.form == Form::Full));
        let placing = place(&[200.0, 200.0, 200.0, 200.0, 600.0], ROOM, 0, false);
        check(&placing, 5, ROOM);
        let forms: Vec<Form> = placing.slots.iter().map(|slot| slot.form).collect();
        assert_eq!(forms[..4], [Form::Line; 4]);
        assert_eq!(forms[4], Form::Full, "the one that stands apart stays full");
    }

    #[test]
    fn a_crowd_leaves_those_apart_full() {
        let mut levels = vec![150.0; 16];
        levels.extend([600.0, 700.0]);
        let placing = place(&levels, ROOM, 0, false);
        check(&placing, 18, ROOM);
        let full = placing.slots.iter().filter(|slot| slot.form == Form::Full);
        let full: Vec<usize> = full.map(|slot| slot.index).collect();
        assert_eq!(full, [16, 17]);
    }

    #[test]
    fn any_number_stays_on_the_page_without_overlaps() {
        for cards in 0..90 {
            for spread in [0.0, 3.0, 11.7, 28.0, 60.0] {
                for room in [ROOM, Rangef::new(0.0, 30.0), Rangef::new(50.0, 300.0)] {
                    let level = |i| (room.min + i as f32 * spread).min(room.max);
                    let levels: Vec<f32> = (0..cards).map(level).collect();
                    for narrow in [false, true] {
                        check(&place(&levels, room, cards / 3, narrow), cards, room);
                    }
                }
            }
        }
    }

    #[test]
    fn two_stand_on_a_line_where_single_lines_find_no_room() {
        let levels: Vec<f32> = (0..60).map(|i| 100.0 + i as f32 * 11.0).collect();
        let placing = place(&levels, ROOM, 7, false);
        check(&placing, 60, ROOM);
        assert_eq!((placing.slots.len(), placing.left_out), (60, 0));
    }

    #[test]
    fn the_nearest_win_where_not_even_two_on_a_line_find_room() {
        let levels: Vec<f32> = (0..90).map(|i| 100.0 + i as f32 * 7.0).collect();
        for middle in [0, 7, 30, 89] {
            let placing = place(&levels, ROOM, middle, false);
            check(&placing, 90, ROOM);
            assert_eq!(placing.slots.len(), 64);
            assert_eq!(placing.left_out, 26);
            assert!(placing.slots.iter().any(|slot| slot.index == middle));
        }
    }
}
