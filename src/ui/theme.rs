//! The one place for colours and sizes, in a light and a dark theme.
//!
//! [`apply`] dresses egui's own widgets; what we paint ourselves asks [`Tokens::of`].
//!
//! The label colours of the default schemas, chosen so that any two stay apart in lightness or hue
//! for people who see all colours and for those with protanopia, deuteranopia or tritanopia:
//!
//! | label     | light     | dark      | shape              |
//! |-----------|-----------|-----------|--------------------|
//! | speaker   | `#1a4fa8` | `#4a86f0` | `frame`            |
//! | quote     | `#c98a16` | `#f2c050` | `fill`             |
//! | event     | `#a01c38` | `#ea6f86` | `wave`             |
//! | cue       | `#2f9e80` | `#b4e6de` | `dots`             |
//! | addressee | `#45205a` | `#b294cc` | `double_underline` |

pub mod color;
mod style;
mod tokens;

pub use style::apply;
pub use tokens::{SIZES, Sizes, Tokens};
