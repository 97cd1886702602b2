//! How a dataset is parted: the splits and how much of the articles each is to get.

use std::fmt;
use std::str::FromStr;

/// A part of a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Split {
    /// What is learned from.
    Train,
    /// What choices are made by while learning.
    Validation,
    /// What is looked at once, at the end.
    Test,
}

impl Split {
    /// What it is called where nothing else is usual.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Validation => "validation",
            Self::Test => "test",
        }
    }
}

/// The splits of a dataset with their shares in percent, as `80/10/10`: train, validation and test, or
/// of two train and test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares(Vec<(Split, u8)>);

/// Why something says no shares.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SharesError {
    /// There is nothing to part, or more parts than names.
    #[error("two or three parts are wanted, as in 80/10/10 or 80/20, and there {}", parts(*.0))]
    Parts(usize),
    /// A part is no number of percent.
    #[error("“{0}” is no whole number of percent")]
    NoNumber(String),
    /// A part would always be empty.
    #[error("a part of 0 would always be empty: leave it out")]
    Nothing,
    /// The parts are not the whole.
    #[error("the parts add up to {0}, not to 100")]
    Sum(u32),
}

fn parts(number: usize) -> String {
    match number {
        0 => "is none".to_owned(),
        1 => "is one".to_owned(),
        more => format!("are {more}"),
    }
}

impl FromStr for Shares {
    type Err = SharesError;

    fn from_str(told: &str) -> Result<Self, SharesError> {
        let parts: Vec<&str> = told.split('/').map(str::trim).collect();
        let names: &[Split] = match parts.as_slice() {
            [""] => return Err(SharesError::Parts(0)),
            [_, _] => &[Split::Train, Split::Test],
            [_, _, _] => &[Split::Train, Split::Validation, Split::Test],
            other => return Err(SharesError::Parts(other.len())),
        };
        let mut shares = Vec::with_capacity(names.len());
        let mut sum = 0;
        for (&name, part) in names.iter().zip(parts) {
            let number: u32 = part
                .parse()
                .map_err(|_word| SharesError::NoNumber(part.to_owned()))?;
            sum += number.min(1000);
            if number == 0 {
                return Err(SharesError::Nothing);
            }
            shares.push((name, u8::try_from(number).unwrap_or(u8::MAX)));
        }
        if sum != 100 {
            return Err(SharesError::Sum(sum));
        }
        Ok(Self(shares))
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (_, share)) in self.0.iter().enumerate() {
            let slash = if at == 0 { "" } else { "/" };
            write!(f, "{slash}{share}")?;
        }
        Ok(())
    }
}

impl Shares {
    /// The splits in their order.
    pub fn splits(&self) -> impl ExactSizeIterator<Item = Split> + '_ {
        self.0.iter().map(|(split, _)| *split)
    }

    /// How much a split is to get, in percent.
    pub fn percent(&self, split: Split) -> u8 {
        let mut shares = self.0.iter();
        shares
            .find(|(known, _)| *known == split)
            .map_or(0, |(_, share)| *share)
    }

    /// The place among the splits of what was drawn, every number being as likely as another.
    pub fn at(&self, draw: u64) -> usize {
        // The draw as a number of percent, from 0 to 99.
        let percent = (u128::from(draw) * 100) >> 64;
        let mut up_to = 0;
        for (at, (_, share)) in self.0.iter().enumerate() {
            up_to += u128::from(*share);
            if percent < up_to {
                return at;
            }
        }
        self.0.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_or_it_is_said_what_is_wrong() {
        for (told, read) in [
            ("80/10/10", Ok("80/10/10")),
            (" 70 / 30 ", Ok("70/30")),
            (
                "",
                Err("two or three parts are wanted, as in 80/10/10 or 80/20, and there is none"),
            ),
            (
                "100",
                Err("two or three parts are wanted, as in 80/10/10 or 80/20, and there is one"),
            ),
            (
                "25/25/25/25",
                Err("two or three parts are wanted, as in 80/10/10 or 80/20, and there are 4"),
            ),
            ("80/10", Err("the parts add up to 90, not to 100")),
            ("80/20/300", Err("the parts add up to 400, not to 100")),
            ("4294967295/1", Err("the parts add up to 1001, not to 100")),
            (
                "100/0",
                Err("a part of 0 would always be empty: leave it out"),
            ),
            ("80/ten/10", Err("“ten” is no whole number of percent")),
            ("110/-10", Err("“-10” is no whole number of percent")),
            ("80.5/19.5", Err("“80.5” is no whole number of percent")),
        ] {
            let shares: Result<Shares, SharesError> = told.parse();
            let shares = shares.map(|shares| shares.to_string());
            let shares = shares.map_err(|error| error.to_string());
            assert_eq!(shares.as_deref().map_err(String::as_str), read, "{told}");
        }
    }

    #[test]
    fn draws_fall_by_the_shares() -> Result<(), SharesError> {
        let shares: Shares = "80/10/10".parse()?;
        let fallen = |percent: u64| shares.at(percent * (u64::MAX / 100) + 1000);
        for (percent, split) in [(0, 0), (79, 0), (80, 1), (89, 1), (90, 2), (99, 2)] {
            assert_eq!(fallen(percent), split, "{percent}");
        }
        assert_eq!(shares.at(u64::MAX), 2);
        Ok(())
    }
}
