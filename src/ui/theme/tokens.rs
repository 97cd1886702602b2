//! What each colour and size is for.

use eframe::egui;
use egui::{Color32, Context};

/// The colours of one theme, by what they are for.
#[derive(Clone, Copy, Debug)]
pub struct Tokens {
    /// Whether this is the dark theme.
    pub dark: bool,
    /// The article's page.
    pub page: Color32,
    /// Panels and bars around the page.
    pub panel: Color32,
    /// Cards, menus and windows that lie on top.
    pub raised: Color32,
    /// Fields to type in.
    pub field: Color32,
    /// A control at rest.
    pub control: Color32,
    /// A control under the pointer.
    pub control_hover: Color32,
    /// A control pressed or switched on.
    pub control_active: Color32,
    /// The article's words and the interface's main text.
    pub text: Color32,
    /// Secondary text: still easy to read.
    pub text_weak: Color32,
    /// Hints and notices: quiet by their size, as easy to read as the rest.
    pub text_faint: Color32,
    /// Lines between parts.
    pub line: Color32,
    /// Lines around controls and cards.
    pub line_strong: Color32,
    /// What is active or leads on.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The wash over selected words; translucent.
    pub selection: Color32,
    /// The wash behind words that were looked for; translucent.
    pub found: Color32,
    /// Where they are, in the scroll bar.
    pub found_tick: Color32,
    /// Where suggestions wait for a decision, in the scroll bar.
    pub left_tick: Color32,
    /// The caret.
    pub caret: Color32,
    /// Something to look at.
    pub warning: Color32,
    /// Something wrong.
    pub error: Color32,
    /// Something done or safe.
    pub success: Color32,
    /// Shadows under what lies on top; translucent.
    pub shadow: Color32,
    /// The scroll bar's handle at rest.
    pub handle: Color32,
    /// The scroll bar's handle under the pointer.
    pub handle_hover: Color32,
    /// Opacity of an accepted mark's fill, from 0 to 1.
    pub fill: f32,
    /// Opacity of a suggested mark's fill, from 0 to 1.
    pub fill_suggested: f32,
    /// Opacity of a proposed stretch's fill, from 0 to 1.
    pub fill_ghost: f32,
}

/// A warm paper page among quiet greys.
static LIGHT: Tokens = Tokens {
    dark: false,
    page: Color32::from_rgb(0xFD, 0xFB, 0xF6),
    panel: Color32::from_rgb(0xF3, 0xF1, 0xEC),
    raised: Color32::from_rgb(0xFF, 0xFF, 0xFD),
    field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    control: Color32::from_rgb(0xE8, 0xE5, 0xDE),
    control_hover: Color32::from_rgb(0xDE, 0xDA, 0xD1),
    control_active: Color32::from_rgb(0xD2, 0xCD, 0xC2),
    text: Color32::from_rgb(0x26, 0x24, 0x20),
    text_weak: Color32::from_rgb(0x3C, 0x38, 0x33),
    text_faint: Color32::from_rgb(0x4C, 0x48, 0x41),
    line: Color32::from_rgb(0xE2, 0xDE, 0xD5),
    line_strong: Color32::from_rgb(0xCB, 0xC6, 0xBA),
    accent: Color32::from_rgb(0x1C, 0x4A, 0x73),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selection: Color32::from_rgba_unmultiplied_const(0x4A, 0x8C, 0xD8, 0x4C),
    found: Color32::from_rgba_unmultiplied_const(0xE4, 0xE2, 0x10, 0x84),
    found_tick: Color32::from_rgb(0xA6, 0x9C, 0x10),
    left_tick: Color32::from_rgb(0x3F, 0x74, 0xA8),
    caret: Color32::from_rgb(0x1E, 0x1B, 0x16),
    warning: Color32::from_rgb(0x68, 0x42, 0x00),
    error: Color32::from_rgb(0x8B, 0x1A, 0x1A),
    success: Color32::from_rgb(0x1B, 0x52, 0x32),
    shadow: Color32::from_rgba_unmultiplied_const(0x40, 0x38, 0x28, 0x28),
    handle: Color32::from_rgb(0xD6, 0xD1, 0xC6),
    handle_hover: Color32::from_rgb(0xB5, 0xAF, 0xA2),
    fill: 0.27,
    fill_suggested: 0.13,
    fill_ghost: 0.07,
};

/// A soft deep grey page.
static DARK: Tokens = Tokens {
    dark: true,
    page: Color32::from_rgb(0x1E, 0x1F, 0x22),
    panel: Color32::from_rgb(0x18, 0x19, 0x1B),
    raised: Color32::from_rgb(0x29, 0x2B, 0x2E),
    field: Color32::from_rgb(0x14, 0x15, 0x17),
    control: Color32::from_rgb(0x2E, 0x30, 0x34),
    control_hover: Color32::from_rgb(0x3A, 0x3D, 0x42),
    control_active: Color32::from_rgb(0x47, 0x4B, 0x51),
    text: Color32::from_rgb(0xEA, 0xE6, 0xDD),
    text_weak: Color32::from_rgb(0xD6, 0xD2, 0xCA),
    text_faint: Color32::from_rgb(0xC2, 0xBE, 0xB7),
    line: Color32::from_rgb(0x30, 0x32, 0x36),
    line_strong: Color32::from_rgb(0x46, 0x49, 0x4F),
    accent: Color32::from_rgb(0x9E, 0xC5, 0xEF),
    on_accent: Color32::from_rgb(0x10, 0x18, 0x22),
    selection: Color32::from_rgba_unmultiplied_const(0x2C, 0x66, 0xB0, 0x54),
    found: Color32::from_rgba_unmultiplied_const(0xB4, 0xB4, 0x18, 0x3C),
    found_tick: Color32::from_rgb(0x9A, 0x94, 0x38),
    left_tick: Color32::from_rgb(0x7F, 0xAE, 0xE0),
    caret: Color32::from_rgb(0xF4, 0xF0, 0xE6),
    warning: Color32::from_rgb(0xE8, 0xB7, 0x5F),
    error: Color32::from_rgb(0xF8, 0xAD, 0xA6),
    success: Color32::from_rgb(0x93, 0xD0, 0xA7),
    shadow: Color32::from_rgba_unmultiplied_const(0x00, 0x00, 0x00, 0x70),
    handle: Color32::from_rgb(0x3C, 0x3F, 0x44),
    handle_hover: Color32::from_rgb(0x5A, 0x5E, 0x65),
    fill: 0.155,
    fill_suggested: 0.085,
    fill_ghost: 0.07,
};

impl Tokens {
    /// Those of the theme in force.
    pub fn of(ctx: &Context) -> &'static Self {
        Self::for_theme(ctx.theme())
    }

    /// Those of a theme.
    pub fn for_theme(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Light => &LIGHT,
            egui::Theme::Dark => &DARK,
        }
    }
}

/// Sizes, in points unless told otherwise. The same in both themes.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Article text.
    pub article: f32,
    /// Line height of article text, in times its size.
    pub article_line: f32,
    /// Space after a paragraph, in lines.
    pub paragraph_gap: f32,
    /// Height of an empty paragraph, in lines.
    pub empty_paragraph: f32,
    /// The reading column's width, in characters.
    pub column: f32,
    /// Interface text.
    pub body: f32,
    /// Small interface text.
    pub small: f32,
    /// Headings of panels.
    pub heading: f32,
    /// Corners of controls.
    pub radius: u8,
    /// Corners of cards and windows.
    pub radius_large: u8,
    /// Width of the article's scroll bar.
    pub scroll_bar: f32,
}

/// The sizes in force.
pub static SIZES: Sizes = Sizes {
    article: 18.0,
    article_line: 1.55,
    paragraph_gap: 0.5,
    empty_paragraph: 0.35,
    column: 70.0,
    body: 14.0,
    small: 12.0,
    heading: 17.0,
    radius: 5,
    radius_large: 8,
    scroll_bar: 10.0,
};

#[cfg(test)]
mod tests {
    use super::super::color::{blend, contrast, linear, parse_hex};
    use super::*;

    /// Machado, Oliveira and Fernandes 2009, full severity, on linear light.
    const VISION: [(&str, [[f32; 3]; 3]); 4] = [
        ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protan",
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ],
        ),
        (
            "deutan",
            [
                [0.367322, 0.860646, -0.227968],
                [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ],
        ),
        (
            "tritan",
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ],
        ),
    ];

    /// CIELAB under D65.
    #[expect(clippy::many_single_char_names, reason = "the field's own names")]
    fn lab(rgb: [f32; 3]) -> [f32; 3] {
        let [r, g, b] = rgb.map(|channel| channel.clamp(0.0, 1.0));
        let root = |t: f32| {
            if t > 0.008856 {
                t.cbrt()
            } else {
                7.787 * t + 16.0 / 116.0
            }
        };
        let x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
        let y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
        let z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn seen(color: Color32, by: &[[f32; 3]; 3]) -> [f32; 3] {
        let rgb = linear(color);
        lab(by.map(|row| row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))
    }

    /// The label colours that ship: the larger of the bundled schemas has them all.
    fn palette(dark: bool) -> Vec<(String, Color32)> {
        let labels = &crate::store::schemas::attribution().labels;
        let color = |label: &crate::model::schema::Label| {
            let hex = if dark {
                &label.color.dark
            } else {
                &label.color.light
            };
            (label.name.to_string(), parse_hex(hex).unwrap())
        };
        labels.iter().map(color).collect()
    }

    #[test]
    fn label_colours_stay_apart_for_every_kind_of_sight() {
        for dark in [false, true] {
            let palette = palette(dark);
            for (sight, matrix) in &VISION {
                for (i, (a, color_a)) in palette.iter().enumerate() {
                    for (b, color_b) in &palette[..i] {
                        let (from, to) = (seen(*color_a, matrix), seen(*color_b, matrix));
                        let apart = (0..3).map(|k| (from[k] - to[k]).powi(2)).sum::<f32>();
                        let apart = apart.sqrt();
                        assert!(
                            apart > 25.0,
                            "{a} and {b} for {sight} sight, dark {dark}: {apart}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn text_reads_well_on_the_page_on_fills_and_on_the_selection() {
        for tokens in [&LIGHT, &DARK] {
            let check = |on: Color32, what: &str| {
                let contrast = contrast(tokens.text, on);
                assert!(contrast >= 7.0, "{what}, dark {}: {contrast}", tokens.dark);
            };
            check(tokens.page, "page");
            check(tokens.panel, "panel");
            check(tokens.raised, "raised");
            check(tokens.control, "control");
            // `Color32` is kept multiplied by its alpha.
            let [r, g, b, a] = tokens.selection.to_srgba_unmultiplied();
            let selection = Color32::from_rgb(r, g, b);
            let opacity = f32::from(a) / 255.0;
            check(blend(tokens.page, selection, opacity), "selection");
            let [r, g, b, a] = tokens.found.to_srgba_unmultiplied();
            let found = Color32::from_rgb(r, g, b);
            let found = blend(tokens.page, found, f32::from(a) / 255.0);
            check(found, "found");
            check(blend(found, selection, opacity), "selection over found");
            for (name, color) in palette(tokens.dark) {
                let fill = blend(tokens.page, color, tokens.fill);
                check(fill, &name);
                check(
                    blend(fill, selection, opacity),
                    &format!("selection over {name}"),
                );
            }
        }
    }

    #[test]
    fn every_word_of_the_interface_reads_well_where_it_stands() {
        for tokens in [&LIGHT, &DARK] {
            let grounds = [tokens.page, tokens.panel, tokens.raised, tokens.control];
            let inks = [
                tokens.text_weak,
                tokens.text_faint,
                tokens.warning,
                tokens.error,
                tokens.success,
                tokens.accent,
            ];
            for ink in inks {
                for ground in grounds {
                    let contrast = contrast(ink, ground);
                    assert!(contrast >= 7.0, "{ink:?} on {ground:?}: {contrast}");
                }
            }
            assert!(contrast(tokens.on_accent, tokens.accent) >= 7.0);
        }
    }

    #[test]
    fn words_in_selected_rows_read_well() {
        for tokens in [&LIGHT, &DARK] {
            let [r, g, b, a] = tokens.selection.to_srgba_unmultiplied();
            let wash = Color32::from_rgb(r, g, b);
            for ground in [tokens.panel, tokens.raised] {
                let ground = blend(ground, wash, f32::from(a) / 255.0);
                for ink in [tokens.text, tokens.text_weak] {
                    let contrast = contrast(ink, ground);
                    assert!(contrast >= 7.0, "{ink:?} on {ground:?}: {contrast}");
                }
                let contrast = contrast(tokens.accent, ground);
                assert!(contrast >= 4.5, "accent on {ground:?}: {contrast}");
            }
        }
    }

    #[test]
    fn label_lines_are_seen_on_the_page() {
        for tokens in [&LIGHT, &DARK] {
            for (name, color) in palette(tokens.dark) {
                // What WCAG asks of graphics.
                let contrast = contrast(color, tokens.page);
                assert!(contrast >= 3.0, "{name}: {contrast}");
            }
        }
    }
}
