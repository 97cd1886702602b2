//! An edit in the history: as it was made, or spelled out and read when it is first wanted.

use super::Edit;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Reads a spelled edit. `None` when it is not understood, as one of a later version may be.
pub type ReadEdit = fn(&[u8]) -> Option<Edit>;

/// What a step changed.
///
/// One that comes from elsewhere may be spelled in bytes, however these are to be read: most steps of a
/// long history are never wanted again, and cost no more than their bytes until they are.
#[derive(Clone)]
pub struct NotedEdit(Noted);

#[derive(Clone)]
enum Noted {
    Made(Edit),
    Spelled(Spelled),
}

#[derive(Clone)]
struct Spelled {
    /// What all steps that were read together are spelled in, and the part that is this one.
    all: Arc<Vec<u8>>,
    part: Range<usize>,
    read: ReadEdit,
    edit: OnceLock<Option<Edit>>,
}

impl Spelled {
    fn bytes(&self) -> &[u8] {
        self.all.get(self.part.clone()).unwrap_or_default()
    }
}

impl NotedEdit {
    /// An edit that is spelled in a part of some bytes, which are shared, and read by `read` when it is first
    /// wanted. `None` when the bytes have no such part.
    pub fn spelled(all: &Arc<Vec<u8>>, part: Range<usize>, read: ReadEdit) -> Option<Self> {
        all.get(part.clone())?;
        Some(Self(Noted::Spelled(Spelled {
            all: Arc::clone(all),
            part,
            read,
            edit: OnceLock::new(),
        })))
    }

    /// The edit, read now if it was not. `None` when it cannot be.
    pub fn get(&self) -> Option<&Edit> {
        match &self.0 {
            Noted::Made(edit) => Some(edit),
            Noted::Spelled(spelled) => {
                let read = || (spelled.read)(spelled.bytes());
                spelled.edit.get_or_init(read).as_ref()
            }
        }
    }

    /// The bytes that it came in, to be handed on as they are; `None` for an edit that was made here.
    pub fn spelling(&self) -> Option<&[u8]> {
        match &self.0 {
            Noted::Made(_) => None,
            Noted::Spelled(spelled) => Some(spelled.bytes()),
        }
    }

    /// Whether nobody has wanted it so far.
    pub fn is_unread(&self) -> bool {
        matches!(&self.0, Noted::Spelled(spelled) if spelled.edit.get().is_none())
    }
}

impl From<Edit> for NotedEdit {
    fn from(edit: Edit) -> Self {
        Self(Noted::Made(edit))
    }
}

/// The same bytes are the same edit; else both are read, and one that cannot be is like no other.
impl PartialEq for NotedEdit {
    fn eq(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.spelling(), other.spelling())
            && a == b
        {
            return true;
        }
        matches!((self.get(), other.get()), (Some(a), Some(b)) if a == b)
    }
}

impl fmt::Debug for NotedEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Noted::Made(edit) => edit.fmt(f),
            Noted::Spelled(spelled) => match spelled.edit.get() {
                Some(Some(edit)) => edit.fmt(f),
                Some(None) => write!(f, "Unreadable({} bytes)", spelled.part.len()),
                None => write!(f, "Unread({} bytes)", spelled.part.len()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Header};

    /// An edit that gives the article a title of so many letters; 9 is of a later version.
    fn titled(bytes: &[u8]) -> Option<Edit> {
        let length = usize::from(*bytes.first()?);
        let title = |length| {
            Arc::new(Header {
                id: "a".repeat(length),
                ..Header::default()
            })
        };
        let change = Change::Header {
            before: title(0),
            after: title(length),
        };
        (length != 9).then(|| Edit {
            changes: vec![change],
        })
    }

    fn spelled(all: &[u8], part: Range<usize>) -> NotedEdit {
        NotedEdit::spelled(&Arc::new(all.to_vec()), part, titled).unwrap()
    }

    #[test]
    fn it_is_read_when_it_is_wanted_and_its_bytes_stay() {
        let edit = spelled(&[7, 3, 8], 1..2);
        assert!(edit.is_unread());
        assert_eq!(edit.get(), titled(&[3]).as_ref());
        assert!(!edit.is_unread());
        assert_eq!(edit.spelling(), Some(&[3][..]));
        assert!(NotedEdit::spelled(&Arc::new(vec![7, 3]), 1..3, titled).is_none());
        let made = NotedEdit::from(titled(&[3]).unwrap());
        assert!(!made.is_unread() && made.spelling().is_none());
    }

    #[test]
    fn edits_are_the_same_however_they_came() {
        let made = |length| NotedEdit::from(titled(&[length]).unwrap());
        // The first byte alone says what it is.
        for (a, b, same) in [
            (made(3), made(3), true),
            (made(3), made(4), false),
            (made(3), spelled(&[3], 0..1), true),
            (spelled(&[4], 0..1), made(3), false),
            (spelled(&[3, 1], 0..2), spelled(&[0, 3, 2], 1..3), true),
            (spelled(&[9, 1], 0..2), spelled(&[9, 1], 0..2), true),
            (spelled(&[9, 1], 0..2), spelled(&[9, 2], 0..2), false),
            (spelled(&[9], 0..1), made(3), false),
        ] {
            assert_eq!(a == b, same, "{a:?} {b:?}");
        }
        let (a, b) = (spelled(&[3], 0..1), spelled(&[3], 0..1));
        assert!(a == b && a.is_unread() && b.is_unread());
    }
}
