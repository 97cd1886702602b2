//! Every unit of position, held against a plain count.

use super::*;
use proptest::prelude::*;
use proptest::sample::Index;

#[test]
fn paragraphs_end_at_every_newline() {
    let words = |text: &str| -> Vec<String> {
        let text = Text::new(text);
        text.paragraphs()
            .iter()
            .map(|&range| text.slice(range).to_owned())
            .collect()
    };
    assert_eq!(
        words("a\r\nb\rc\nd\u{2028}e\u{2029}f"),
        ["a", "b", "c", "d", "e", "f"]
    );
    assert_eq!(words(""), [""]);
    assert_eq!(words("“a”\n"), ["“a”", ""]);
}

#[test]
fn a_separator_belongs_to_the_paragraph_before() {
    let text = Text::new("ab\r\ncd");
    let at = |byte| text.paragraph_at(ByteOffset(byte));
    assert_eq!(
        [at(0), at(2), at(3), at(4), at(6), at(99)],
        [0, 0, 0, 1, 1, 1]
    );
}

#[test]
fn a_position_within_a_surrogate_pair_is_none() {
    let text = Text::new("a👍b");
    let byte = |unit| text.byte_of_utf16(Utf16Offset(unit)).map(|at| at.0);
    assert_eq!(
        [byte(0), byte(1), byte(2), byte(3), byte(4), byte(5)],
        [Some(0), Some(1), None, Some(5), Some(6), None]
    );
}

fn any_text() -> impl Strategy<Value = String> {
    // Long enough to cross blocks, with what breaks: marks that join, flags, newlines of all kinds.
    prop_oneof![
        proptest::collection::vec(any::<char>(), 0..1500).prop_map(String::from_iter),
        proptest::collection::vec(
            prop_oneof![
                Just("a"),
                Just("e\u{301}"),
                Just("\r\n"),
                Just("\r"),
                Just("🇺🇦"),
                Just("👍🏽"),
                Just("ж"),
                Just("\u{200d}"),
                Just(" ")
            ],
            0..1500
        )
        .prop_map(|parts| parts.concat()),
    ]
}

#[test]
fn flags_are_cut_between_two_halves_however_many_stand_in_a_row() {
    let text = Text::new(format!("a{}🇳", "🇳🇴".repeat(400)));
    let ends = text.as_str().grapheme_indices(true).map(|(i, _)| i);
    let ends: Vec<usize> = ends.chain([text.len()]).collect();
    for at in 0..=text.len() {
        let before = ends.iter().rfind(|&&end| end <= at).copied().unwrap();
        assert_eq!(text.grapheme_floor(ByteOffset(at)).0, before, "{at}");
        assert_eq!(
            text.is_grapheme_boundary(ByteOffset(at)),
            before == at,
            "{at}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_unit_converts_both_ways(
        string in any_text(),
        stretches in proptest::collection::vec(any::<(Index, Index)>(), 20),
    ) {
        let text = Text::new(string.as_str());
        let (mut chars, mut utf16) = (0, 0);
        for (byte, c) in string.char_indices() {
            let at = ByteOffset(byte);
            prop_assert_eq!(text.char_offset(at), CharOffset(chars));
            prop_assert_eq!(text.byte_of_char(CharOffset(chars)), Some(at));
            prop_assert_eq!(text.utf16_offset(at), Utf16Offset(utf16));
            prop_assert_eq!(text.byte_of_utf16(Utf16Offset(utf16)), Some(at));
            chars += 1;
            utf16 += c.len_utf16();
        }
        prop_assert_eq!(text.chars_len(), CharOffset(chars));
        prop_assert_eq!(text.utf16_len(), Utf16Offset(utf16));
        prop_assert_eq!(text.byte_of_char(CharOffset(chars)), Some(text.end()));
        prop_assert_eq!(text.byte_of_char(CharOffset(chars + 1)), None);
        for (start, end) in stretches {
            let (start, end) = (start.index(chars + 1), end.index(chars + 3));
            let range = text.byte_of_char(CharOffset(start)).zip(text.byte_of_char(CharOffset(end)));
            let range = range.filter(|_| start <= end).map(|(start, end)| ByteRange::between(start, end));
            prop_assert_eq!(text.range_of_chars(CharOffset(start), CharOffset(end)), range);
        }

        let bounds: Vec<usize> = string.grapheme_indices(true).map(|(i, _)| i).chain([string.len()]).collect();
        for (number, &byte) in bounds.iter().enumerate() {
            prop_assert_eq!(text.grapheme_offset(ByteOffset(byte)), GraphemeOffset(number));
            prop_assert_eq!(text.byte_of_grapheme(GraphemeOffset(number)), Some(ByteOffset(byte)));
            prop_assert!(text.is_grapheme_boundary(ByteOffset(byte)));
        }
        prop_assert_eq!(text.byte_of_grapheme(GraphemeOffset(bounds.len())), None);
        for byte in 0..=string.len() {
            let floor = bounds[bounds.partition_point(|&bound| bound <= byte) - 1];
            let ceil = bounds[bounds.partition_point(|&bound| bound < byte)];
            prop_assert_eq!(text.grapheme_floor(ByteOffset(byte)), ByteOffset(floor));
            prop_assert_eq!(text.grapheme_ceil(ByteOffset(byte)), ByteOffset(ceil));
        }
    }
}
