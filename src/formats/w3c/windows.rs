//! Where stretches of a text stand in it, found for many of them in one pass.

use memchr::memmem;
use rustc_hash::FxHashMap;

/// Bytes at the beginning of a stretch by which it is known.
const WINDOW: usize = 32;
/// Places that are kept of one beginning: more tell nothing, and time has an end.
const MOST: usize = 256;

type Beginning = [u8; WINDOW];

/// The places of the beginnings of some stretches.
pub struct Windows<'a> {
    text: &'a str,
    places: FxHashMap<Beginning, Vec<usize>>,
}

impl<'a> Windows<'a> {
    /// Of stretches that may stand in a text.
    pub fn of<'b>(text: &'a str, stretches: impl Iterator<Item = &'b str>) -> Self {
        let mut places: FxHashMap<Beginning, Vec<usize>> = stretches
            .filter_map(|stretch| Some((*stretch.as_bytes().first_chunk()?, Vec::new())))
            .collect();
        if !places.is_empty() {
            for (at, window) in text.as_bytes().windows(WINDOW).enumerate() {
                let known = window.first_chunk().and_then(|key| places.get_mut(key));
                if let Some(known) = known.filter(|known| known.len() < MOST) {
                    known.push(at);
                }
            }
        }
        Self { text, places }
    }

    /// Where a stretch begins, in bytes and text order.
    pub fn places(&self, stretch: &str) -> Vec<usize> {
        let rest = |at: &usize| self.text.as_bytes().get(*at..).unwrap_or_default();
        match stretch.as_bytes().first_chunk() {
            Some(key) => {
                let places = self.places.get(key).into_iter().flatten().copied();
                let is_there = |at: &usize| rest(at).starts_with(stretch.as_bytes());
                places.filter(is_there).collect()
            }
            None if stretch.is_empty() => Vec::new(),
            None => memmem::find_iter(self.text.as_bytes(), stretch)
                .take(MOST)
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_stretches_are_found_where_they_stand() {
        let long = "a stretch that is longer than its window, by far";
        let text = format!("😀 {long}. {long}! no {}", &long[..40]);
        let stretches = [long, "no", "a stretch that is longer than its window"];
        let windows = Windows::of(&text, stretches.into_iter());
        for stretch in stretches {
            let there: Vec<usize> = text.match_indices(stretch).map(|(at, _)| at).collect();
            assert_eq!(windows.places(stretch), there, "{stretch}");
        }
        assert!(windows.places("").is_empty());
    }
}
