//! The one place for colours and sizes, in a light and a dark theme.
//!
//! [`apply`] dresses egui's own widgets; what we paint ourselves asks [`Tokens::of`].
//!
//! The labels' colours stand in their schemas (`assets/schemas`). Those of the bundled ones are
//! chosen so that any two stay apart in lightness or hue for people who see all colours and for
//! those with protanopia, deuteranopia or tritanopia; a test holds that.

pub mod color;
mod menus;
mod rows;
mod style;
mod tick;
mod tokens;

pub use menus::{menu_config, menu_info, menu_rows};
pub use rows::{RowState, row_ground};
pub use style::apply;
pub use tick::tick_box;
pub use tokens::{SIZES, Sizes, Tokens};
