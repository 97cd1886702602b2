//! Typefaces of all scripts, the same on every machine.

use dictum::ui::fonts;
use eframe::egui::{Context, FontData, FontFamily};
use std::sync::Arc;

/// The typefaces of all scripts behind our own.
pub fn install(ctx: &Context) {
    let mut definitions = fonts::definitions();
    let files: [(&str, &[u8]); 6] = [
        ("arabic", include_bytes!("../fonts/NotoNaskhArabic.ttf")),
        ("hebrew", include_bytes!("../fonts/NotoSerifHebrew.ttf")),
        (
            "devanagari",
            include_bytes!("../fonts/NotoSerifDevanagari.ttf"),
        ),
        ("thai", include_bytes!("../fonts/NotoSansThai.ttf")),
        ("chinese", include_bytes!("../fonts/NotoSerifCJK.otf")),
        ("emoji", include_bytes!("../fonts/NotoColorEmoji.ttf")),
    ];
    for (name, bytes) in files {
        let data = Arc::new(FontData::from_static(bytes));
        definitions.font_data.insert(name.to_owned(), data);
        for family in [fonts::serif(), FontFamily::Proportional] {
            let chain = definitions.families.entry(family).or_default();
            // Before egui's own, which has some emoji in black.
            chain.insert(1, name.to_owned());
        }
    }
    ctx.set_fonts(definitions);
}
