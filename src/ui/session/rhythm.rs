//! When work is brought to the disk by itself: a moment after the last edit, and not too long after
//! the first.

use crate::model::RevisionId;

/// Without a further edit, work is written after this many seconds.
const PAUSE: f64 = 1.0;
/// While edits go on, it is written after this many seconds.
const LONGEST: f64 = 5.0;
/// After a write that failed, the next is tried after this many seconds; each time after twice as many.
const FIRST_RETRY: f64 = 2.0;
/// And at most after this many.
const LAST_RETRY: f64 = 60.0;

/// The rhythm of one article. Times are seconds of the window's clock.
#[derive(Debug, Default)]
pub struct Rhythm {
    /// Where the document stood when last looked at, and since when.
    seen: Option<(RevisionId, f64)>,
    /// Since when there is work that is not on the disk.
    since: Option<f64>,
    failures: u32,
    /// Nothing is tried before.
    not_before: f64,
}

impl Rhythm {
    /// Looks at how things stand. Gives when the work is due, which may be now or past; `None` while
    /// nothing is to be written.
    pub fn due(&mut self, now: f64, at: RevisionId, unsafe_work: bool) -> Option<f64> {
        if self.seen.is_none_or(|(seen, _)| seen != at) {
            self.seen = Some((at, now));
        }
        if !unsafe_work {
            self.since = None;
            return None;
        }
        let since = *self.since.get_or_insert(now);
        let (_, last) = self.seen?;
        let due = (last + PAUSE).min(since + LONGEST);
        Some(due.max(self.not_before))
    }

    /// Begins to write: what is done from now on is due anew.
    pub fn begun(&mut self) {
        self.since = None;
    }

    /// The work is on the disk.
    pub fn done(&mut self) {
        (self.failures, self.not_before) = (0, 0.0);
    }

    /// It is not. Gives after how many seconds it is tried again.
    pub fn failed(&mut self, now: f64) -> f64 {
        let wait = (FIRST_RETRY * f64::from(2u32.saturating_pow(self.failures))).min(LAST_RETRY);
        self.failures = self.failures.saturating_add(1);
        self.not_before = now + wait;
        wait
    }

    /// Whether the last try failed.
    pub fn is_failing(&self) -> bool {
        self.failures > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_moment_after_the_last_edit_and_at_most_five_seconds_after_the_first() {
        let mut rhythm = Rhythm::default();
        let rev = RevisionId;
        assert_eq!(rhythm.due(10.0, rev(0), false), None);
        assert_eq!(rhythm.due(11.0, rev(1), true), Some(12.0));
        assert_eq!(rhythm.due(11.8, rev(1), true), Some(12.0));
        assert_eq!(rhythm.due(11.9, rev(2), true), Some(12.9));
        for step in 3..8 {
            rhythm.due(10.0 + step as f64, rev(step), true);
        }
        assert_eq!(rhythm.due(15.9, rev(8), true), Some(16.0));
        rhythm.begun();
        // An edit while it is written is due anew, and undoing to what is on the disk ends it.
        assert_eq!(rhythm.due(16.1, rev(9), true), Some(17.1));
        assert_eq!(rhythm.due(16.2, rev(8), false), None);
    }

    #[test]
    fn a_write_that_fails_is_tried_again_after_growing_pauses() {
        let mut rhythm = Rhythm::default();
        let mut now = 0.0;
        let mut waits = Vec::new();
        for _ in 0..8 {
            let due = rhythm.due(now, RevisionId(1), true).unwrap();
            now = due.max(now);
            rhythm.begun();
            waits.push(rhythm.failed(now));
            let next = rhythm.due(now, RevisionId(1), true).unwrap();
            assert_eq!(next, now + waits[waits.len() - 1]);
        }
        assert_eq!(waits, [2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]);
        assert!(rhythm.is_failing());
        rhythm.done();
        assert_eq!(rhythm.failed(now), 2.0);
    }

    proptest! {
        #[test]
        fn no_work_waits_longer_than_it_may(gaps in prop::collection::vec(0.0f64..3.0, 1..40)) {
            let mut rhythm = Rhythm::default();
            let (mut now, mut oldest) = (0.0, None);
            for (step, gap) in gaps.into_iter().enumerate() {
                // The window draws a frame when something is due.
                let due = rhythm.due(now, RevisionId(step), true).unwrap();
                prop_assert!(due <= oldest.unwrap_or(now) + LONGEST);
                prop_assert!(due <= now + PAUSE);
                oldest.get_or_insert(now);
                if due <= now + gap {
                    rhythm.begun();
                    rhythm.done();
                    oldest = None;
                }
                now += gap;
            }
        }
    }
}
