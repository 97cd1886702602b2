//! From a DocBin to what its documents say.

use super::deflated::{LONGEST, inflate};
use super::message::Message;
use super::packed::{Flags, Group, Packed, PackedSpan};
use super::user_data::UserData;
use super::{CATEGORIES_KEY, ENTITIES, GROUP, GROUPS_KEY, UNSEEN_KEY, hash};
use crate::formats::{
    Fault, Found, FoundSpan, Give, Piece, ReadError, Reads, Sharing, Source, Unit,
};
use crate::model::{Entity, Origin, State};
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::collections::HashSet;

/// Reads a file's documents one after another.
pub struct Reader;

impl Reads for Reader {
    fn read(&self, source: &Source<'_>, give: Give<'_>) -> Result<(), ReadError> {
        let content = inflate(&source.bytes()?, LONGEST)
            .map_err(|error| ReadError::Malformed(format!("not a whole DocBin: {error}")))?;
        let packed: Packed<'_> = rmp_serde::from_slice(&content)
            .map_err(|error| ReadError::Malformed(format!("not a DocBin: {error}")))?;
        let bin = Bin::new(&packed)?;
        let mut row = 0;
        for (index, &length) in bin.lengths.iter().enumerate() {
            let mut found = bin.document(index, row, length);
            if found.header.id.is_empty() && bin.lengths.len() > 1 {
                found.header.id = source.article(index + 1);
            }
            row += length;
            if give(found).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn sharing(&self, _: &Source<'_>) -> Result<Sharing, ReadError> {
        Ok(Sharing::Articles)
    }
}

/// A file's content, its columns told apart.
struct Bin<'a> {
    packed: &'a Packed<'a>,
    rows: &'a [[u8; 8]],
    lengths: Vec<usize>,
    strings: FxHashMap<u64, &'a str>,
    /// Where the words stand in a row, and so on; `None` for what the file does not have.
    words: usize,
    iob: Option<usize>,
    label: Option<usize>,
    meant: Option<usize>,
}

/// A document being read.
#[derive(Default)]
struct Reading {
    text: String,
    /// The first code point of each token, and the code point after its last.
    places: Vec<(usize, usize)>,
    /// The same in bytes.
    bytes: Vec<(usize, usize)>,
    faults: Vec<String>,
}

impl<'a> Bin<'a> {
    fn new(packed: &'a Packed<'a>) -> Result<Self, ReadError> {
        let malformed = |reason: &str| ReadError::Malformed(reason.to_owned());
        let column = |number: u64| packed.attrs.iter().position(|&attr| attr == number);
        let (rows, rest) = packed.tokens.as_chunks::<8>();
        let (lengths, more) = packed.lengths.as_chunks::<4>();
        let length = |bytes: &[u8; 4]| usize::try_from(i32::from_le_bytes(*bytes)).ok();
        let lengths: Option<Vec<usize>> = lengths.iter().map(length).collect();
        let lengths = lengths.ok_or_else(|| malformed("a document has fewer tokens than none"))?;
        let count = lengths
            .iter()
            .try_fold(0usize, |sum, &length| sum.checked_add(length));
        let cells = count.and_then(|count| count.checked_mul(packed.attrs.len()));
        let holds_together = rest.is_empty()
            && more.is_empty()
            && cells == Some(rows.len())
            && count == Some(packed.spaces.len());
        if !holds_together {
            return Err(malformed("its columns are not as long as its documents"));
        }
        let strings = packed
            .strings
            .iter()
            .map(|&string| (hash::number(string), string));
        Ok(Self {
            rows,
            lengths,
            strings: strings.collect(),
            words: column(hash::attribute::ORTH)
                .ok_or_else(|| malformed("its tokens have no words"))?,
            iob: column(hash::attribute::ENT_IOB),
            label: column(hash::attribute::ENT_TYPE),
            meant: column(hash::attribute::ENT_KB_ID),
            packed,
        })
    }

    fn cell(&self, row: usize, column: Option<usize>) -> u64 {
        let index = column.and_then(|column| (row * self.packed.attrs.len()).checked_add(column));
        let cell = index.and_then(|index| self.rows.get(index));
        cell.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// The string of a number; empty for 0.
    fn string(&self, number: u64, faults: &mut Vec<String>) -> &'a str {
        if number == 0 {
            return "";
        }
        if let Some(string) = self.strings.get(&number) {
            return string;
        }
        if let Some(symbol) = hash::symbol(number) {
            return symbol;
        }
        faults.push(format!("{number} is the number of no string in the file"));
        ""
    }

    fn document(&self, index: usize, row: usize, length: usize) -> Found {
        let mut reading = Reading::default();
        self.text(index, row, length, &mut reading);
        let mut spans = self.entities(row, length, &mut reading);
        let is_unseen = spans.is_empty() && self.is_unseen(row, length);
        if let Some(packed) = self.packed.span_groups.get(index) {
            self.groups(packed, &mut spans, &mut reading);
        }
        let mut data = match self.packed.user_data.get(index) {
            Some(Some(bytes)) if !bytes.is_empty() => UserData::read(bytes, &mut reading.faults),
            _ => UserData::default(),
        };
        let mut found = Found {
            unit: Unit::CodePoints,
            ..Found::default()
        };
        for key in data.tell(&mut found.header) {
            reading
                .faults
                .push(format!("{key} is nested too deeply to be kept"));
        }
        let imported = &mut found.header.metadata.imported;
        if is_unseen {
            imported.insert(UNSEEN_KEY.to_owned(), true.into());
        }
        if let Some(Value::Object(categories)) = self.packed.cats.get(index)
            && !categories.is_empty()
        {
            imported.insert(CATEGORIES_KEY.to_owned(), Value::Object(categories.clone()));
        }
        found.spans = spans.into_values(data.is_ours);
        for span in &mut found.spans {
            if let Some(details) = data.marks.remove(&span.id) {
                details.set(span);
            }
        }
        found.links = data.links.into_iter().map(Into::into).collect();
        found.entities = data.people.into_iter().map(Into::into).collect();
        entities_meant(&mut found, &reading);
        let fault = |reason| Fault {
            article: Some(found.header.id.clone()).filter(|id| !id.is_empty()),
            ..Fault::new(format!("document {}: {reason}", index + 1))
        };
        found.faults = reading.faults.into_iter().map(fault).collect();
        found.text = reading.text;
        found
    }

    /// Puts the text together again.
    fn text(&self, index: usize, row: usize, length: usize, reading: &mut Reading) {
        let flags = self.packed.flags.get(index).copied().unwrap_or_default();
        let Flags { has_unknown_spaces } = flags;
        let mut at = 0;
        for token in row..row + length {
            let words = self.string(self.cell(token, Some(self.words)), &mut reading.faults);
            let (start, chars) = (reading.text.len(), words.chars().count());
            reading.text.push_str(words);
            reading.places.push((at, at + chars));
            reading.bytes.push((start, reading.text.len()));
            at += chars;
            let is_last = token + 1 == row + length;
            let space = match self.packed.spaces.get(token) {
                _ if has_unknown_spaces => !is_last,
                Some(&space) => space != 0,
                None => false,
            };
            if space {
                reading.text.push(' ');
                at += 1;
            }
        }
    }

    /// Whether every token says that nobody looked for entities.
    fn is_unseen(&self, row: usize, length: usize) -> bool {
        length > 0 && (row..row + length).all(|token| self.cell(token, self.iob) == 0)
    }

    fn entities(&self, row: usize, length: usize, reading: &mut Reading) -> Spans {
        let mut spans = Spans::default();
        let mut begun: Option<(usize, u64, u64)> = None;
        for token in 0..=length {
            let iob = if token < length {
                self.cell(row + token, self.iob)
            } else {
                2
            };
            if iob == 1 && begun.is_some() {
                continue;
            }
            if let Some((first, label, meant)) = begun.take() {
                let label = self.string(label, &mut reading.faults);
                let meant = self.string(meant, &mut reading.faults);
                spans.add(ENTITIES, reading.span(first, token, label, meant));
            }
            let is_in = matches!(iob, 1 | 3) && self.cell(row + token, self.label) != 0;
            begun = is_in.then(|| {
                let label = self.cell(row + token, self.label);
                (token, label, self.cell(row + token, self.meant))
            });
        }
        spans
    }

    fn groups(&self, packed: &[u8], spans: &mut Spans, reading: &mut Reading) {
        if packed.is_empty() {
            return;
        }
        let pairs = match Message::read(packed) {
            Ok(Message::Map(pairs)) => pairs,
            // As spaCy 3.0 wrote them: the groups alone.
            Ok(Message::List(groups)) => groups
                .into_iter()
                .map(|group| (group, Message::Nil))
                .collect(),
            Ok(_) => {
                reading
                    .faults
                    .push("its span groups are no groups".to_owned());
                return;
            }
            Err(reason) => {
                reading
                    .faults
                    .push(format!("its span groups cannot be read: {reason}"));
                return;
            }
        };
        for (group, keys) in pairs {
            let bytes = match &group {
                Message::Bytes(bytes) => bytes.as_slice(),
                Message::Text(text) => text.as_bytes(),
                _ => &[],
            };
            let group: Group<'_> = match rmp_serde::from_slice(bytes) {
                Ok(group) => group,
                Err(error) => {
                    reading
                        .faults
                        .push(format!("a span group cannot be read: {error}"));
                    continue;
                }
            };
            let keys = match keys {
                Message::List(keys) => keys
                    .into_iter()
                    .filter_map(|key| match key {
                        Message::Text(key) => Some(key),
                        _ => None,
                    })
                    .collect(),
                _ => vec![group.name.clone()],
            };
            for packed in &group.spans {
                match self.span(packed, reading) {
                    Ok(span) => keys.iter().for_each(|key| spans.add(key, span.clone())),
                    Err(reason) => reading.faults.push(format!("{}: {reason}", group.name)),
                }
            }
        }
    }

    fn span(&self, packed: &[u8], reading: &mut Reading) -> Result<FoundSpan, String> {
        let span = PackedSpan::read(packed)
            .ok_or_else(|| format!("a span of {} bytes instead of 40", packed.len()))?;
        let (first, after) = (span.first as usize, span.after as usize);
        if first >= after || after > reading.places.len() {
            return Err(format!(
                "a span of the tokens {first} to {after}, where there are {}",
                reading.places.len()
            ));
        }
        let label = self.string(span.label, &mut reading.faults);
        let meant = self.string(span.meant, &mut reading.faults);
        let mut found = reading.span(first, after, label, meant);
        // A number without a string is an id that the program counted.
        found.id = match (span.id, self.strings.get(&span.id)) {
            (0, _) => String::new(),
            (_, Some(id)) => (*id).to_owned(),
            (number, None) => number.to_string(),
        };
        for piece in &mut found.pieces {
            (piece.start, piece.end) = (span.start as usize, span.end as usize);
        }
        Ok(found)
    }
}

impl Reading {
    fn span(&self, first: usize, after: usize, label: &str, meant: &str) -> FoundSpan {
        let ends = |places: &[(usize, usize)]| {
            let start = places.get(first).map_or(0, |place| place.0);
            let end = after.checked_sub(1).and_then(|last| places.get(last));
            (start, end.map_or(start, |place| place.1))
        };
        let ((start, end), (from, to)) = (ends(&self.places), ends(&self.bytes));
        FoundSpan {
            label: label.to_owned(),
            pieces: vec![Piece {
                start,
                end,
                // The tokens prove the offsets.
                text: self.text.get(from..to).map(str::to_owned),
            }],
            entity: Some(meant.to_owned()).filter(|meant| !meant.is_empty()),
            state: State::Accepted,
            ..FoundSpan::default()
        }
    }
}

/// Spans, each once, with the groups in which it stands.
#[derive(Default)]
struct Spans {
    spans: Vec<(FoundSpan, Vec<String>)>,
    places: FxHashMap<(usize, usize, String), Vec<usize>>,
}

impl Spans {
    fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds a span that stands in a group. The same stretch with the same label in another group is the
    /// same span; twice in one group it is two.
    fn add(&mut self, group: &str, span: FoundSpan) {
        let piece = span.pieces.first();
        let (start, end) = piece.map_or((0, 0), |piece| (piece.start, piece.end));
        let same = self
            .places
            .entry((start, end, span.label.clone()))
            .or_default();
        for &index in same.iter() {
            let Some((known, groups)) = self.spans.get_mut(index) else {
                continue;
            };
            let may_be = known.id.is_empty() || span.id.is_empty() || known.id == span.id;
            if may_be && !groups.iter().any(|known| known == group) {
                groups.push(group.to_owned());
                if known.id.is_empty() {
                    known.id = span.id;
                }
                known.entity = known.entity.take().or(span.entity);
                return;
            }
        }
        same.push(self.spans.len());
        self.spans.push((span, vec![group.to_owned()]));
    }

    /// The spans. Where the file is not ours they say in which groups they stood.
    fn into_values(self, is_ours: bool) -> Vec<FoundSpan> {
        let name = |(mut span, groups): (FoundSpan, Vec<String>)| {
            if !is_ours || !groups.iter().any(|group| group == GROUP) {
                let groups = groups.into_iter().map(Value::String).collect();
                span.extra
                    .insert(GROUPS_KEY.to_owned(), Value::Array(groups));
            }
            span
        };
        self.spans.into_iter().map(name).collect()
    }
}

/// Whom spans mean and nobody describes is called by the first span's words.
fn entities_meant(found: &mut Found, reading: &Reading) {
    let mut known: HashSet<String> = found
        .entities
        .iter()
        .map(|entity| entity.id.to_string())
        .collect();
    for span in &found.spans {
        let Some(id) = &span.entity else { continue };
        if known.insert(id.clone()) {
            let words = span.pieces.first().and_then(|piece| piece.text.as_deref());
            let name = words.unwrap_or(&reading.text);
            found
                .entities
                .push(Entity::new(id.into(), name, Origin::default()));
        }
    }
}
