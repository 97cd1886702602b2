//! The window: panels, the article's text view, fonts and the theme.
//!
//! What is drawn is given, what a person did is handed back; nothing here changes a document by itself.

pub mod fonts;
pub mod text_view;
pub mod theme;
