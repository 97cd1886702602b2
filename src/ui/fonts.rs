//! The typefaces: Literata to read articles in, Inter for the interface, both in the program itself.

use eframe::egui;
use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// The file and family name of the reading serif.
const SERIF: &str = "serif";
/// The file and family name of the interface's heavier cut.
const SEMIBOLD: &str = "semibold";
/// The file name of the interface's regular cut.
const REGULAR: &str = "inter";

/// Any size will do to ask what a typeface has, in points.
pub const ANY_SIZE: f32 = 16.0;

/// One of our typefaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// For article text.
    Serif,
    /// The interface's regular cut.
    Regular,
    /// The interface's heavier cut.
    Semibold,
}

impl Face {
    /// The face at a size in points.
    pub fn at(self, size: f32) -> FontId {
        match self {
            Self::Serif => serif_at(size),
            Self::Regular => inter_at(size),
            Self::Semibold => semibold_at(size),
        }
    }
}

/// The family for article text.
pub fn serif() -> FontFamily {
    FontFamily::Name(SERIF.into())
}

/// The family for emphasis in the interface.
pub fn semibold() -> FontFamily {
    FontFamily::Name(SEMIBOLD.into())
}

/// Article text at a size in points.
pub fn serif_at(size: f32) -> FontId {
    FontId::new(size, serif())
}

/// The interface's regular cut at a size in points.
pub fn inter_at(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The interface's heavier cut at a size in points.
pub fn semibold_at(size: f32) -> FontId {
    FontId::new(size, semibold())
}

/// Our typefaces in front, egui's own behind them for what they lack.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 3] = [
        (
            SERIF,
            include_bytes!("../../assets/fonts/Literata-Regular.ttf"),
        ),
        (
            REGULAR,
            include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
        ),
        (
            SEMIBOLD,
            include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
        ),
    ];
    for (name, bytes) in files {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    }
    let fallback = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let chain = |first: &[&str]| -> Vec<String> {
        let own = first.iter().map(|&name| name.to_owned());
        own.chain(fallback.iter().cloned()).collect()
    };
    fonts
        .families
        .insert(FontFamily::Proportional, chain(&[REGULAR]));
    fonts.families.insert(semibold(), chain(&[SEMIBOLD]));
    fonts.families.insert(serif(), chain(&[SERIF, REGULAR]));
    fonts
}

/// Gives the typefaces to egui. To be called before the first frame; the theme's styles need them.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}
