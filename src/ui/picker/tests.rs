//! The list without a screen: what arrows choose.

use super::*;

fn picker() -> Picker<usize> {
    let row = |number: usize| Row {
        group: Some(if number < 3 { "Low" } else { "High" }),
        ..Row::new(format!("Row {number}"), number)
    };
    let rows = (0..40).map(row).collect();
    Picker::new("test", "Which?", Reading::Letters, rows)
}

#[test]
fn arrows_pass_over_headings_and_stop_at_the_ends() {
    let mut picker = picker();
    for (nav, chosen) in [
        (Nav::Step(1), 1),
        (Nav::Step(-1), 0),
        (Nav::Step(-1), 0),
        (Nav::Step(3), 3),
        (Nav::Step(-1), 2),
        (Nav::Last, 39),
        (Nav::Step(11), 39),
        (Nav::First, 0),
        (Nav::Step(11), 10),
    ] {
        assert_eq!(picker.go(nav), None);
        assert_eq!(
            picker.chosen().map(|row| row.value),
            Some(chosen),
            "{nav:?}"
        );
    }
    assert_eq!(picker.go(Nav::Take), Some(Answer::Take(10)));
    assert_eq!(picker.go(Nav::Close), Some(Answer::Close));
}

#[test]
fn what_is_typed_can_be_a_row_of_its_own() {
    let mut picker = picker().making(|typed| {
        let wanted = !typed.is_empty();
        wanted.then(|| Row::new(format!("New “{typed}”"), 99))
    });
    picker.typed = "Anna".to_owned();
    picker.filter();
    assert_eq!(picker.lines.len(), 1);
    assert_eq!(picker.go(Nav::Take), Some(Answer::Take(99)));
    picker.typed = "Row 7".to_owned();
    picker.filter();
    assert_eq!(picker.go(Nav::Take), Some(Answer::Take(7)));
    picker.typed.clear();
    picker.filter();
    assert_eq!(picker.rows.len(), 40, "and goes again");
}
