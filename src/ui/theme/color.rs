//! Colours of label schemas, contrast, and mixing.

use crate::model::schema;
use eframe::egui;
use egui::Color32;

/// Reads `#rrggbb` or `#rgb`; `None` for anything else.
pub fn parse_hex(hex: &str) -> Option<Color32> {
    let digits = hex.strip_prefix('#')?;
    if !digits.is_ascii() {
        return None;
    }
    let value = |digits: &str| u8::from_str_radix(digits, 16).ok();
    let pair = |i: usize| digits.get(i..i + 2).and_then(value);
    let single = |i: usize| digits.get(i..=i).and_then(value).map(|v| v * 17);
    match digits.len() {
        6 => Some(Color32::from_rgb(pair(0)?, pair(2)?, pair(4)?)),
        3 => Some(Color32::from_rgb(single(0)?, single(1)?, single(2)?)),
        _ => None,
    }
}

/// A label's colour in the light or the dark theme; a plain grey when the schema's is unreadable.
pub fn label_color(color: &schema::Color, dark: bool) -> Color32 {
    let hex = if dark { &color.dark } else { &color.light };
    let grey = if dark { 0xAA } else { 0x5A };
    parse_hex(hex).unwrap_or_else(|| Color32::from_gray(grey))
}

/// `over` laid on `under` with this opacity, from 0 to 1; both opaque, so is the result.
pub fn blend(under: Color32, over: Color32, opacity: f32) -> Color32 {
    let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * opacity).round() as u8;
    Color32::from_rgb(
        mix(under.r(), over.r()),
        mix(under.g(), over.g()),
        mix(under.b(), over.b()),
    )
}

/// A colour with this opacity, from 0 to 1, to be laid on what is there.
pub fn with_opacity(color: Color32, opacity: f32) -> Color32 {
    let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    Color32::from_rgba_unmultiplied(color.r(), color.g(), color.b(), alpha)
}

/// The contrast of two opaque colours as WCAG 2 counts it: 1 for equal ones, 21 for black on white.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, from 0 to 1.
pub fn luminance(color: Color32) -> f32 {
    let [r, g, b] = linear(color);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The colour's channels in linear light, from 0 to 1.
pub fn linear(color: Color32) -> [f32; 3] {
    let channel = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    [channel(color.r()), channel(color.g()), channel(color.b())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_colours_are_read_and_others_refused() {
        assert_eq!(
            parse_hex("#1a4fa8"),
            Some(Color32::from_rgb(0x1A, 0x4F, 0xA8))
        );
        assert_eq!(parse_hex("#FA0"), Some(Color32::from_rgb(0xFF, 0xAA, 0x00)));
        for wrong in [
            "",
            "#",
            "1a4fa8",
            "#1a4fa",
            "#1a4fa8ff",
            "#gg0000",
            "#éé",
            "#ééé",
        ] {
            assert_eq!(parse_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Color32::from_gray(0x76), Color32::WHITE) - 4.54).abs() < 0.01);
    }
}
