//! Dresses egui's own widgets in our colours and sizes.

use super::tokens::{SIZES, Tokens};
use crate::ui::fonts;
use eframe::egui;
use egui::style::{ScrollStyle, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle,
    Theme, Visuals, vec2,
};

/// Sets both themes' styles. Needs the typefaces of [`fonts::install`].
pub fn apply(ctx: &Context) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme));
    }
}

fn style(theme: Theme) -> Style {
    let mut style = Style {
        visuals: visuals(theme),
        ..Style::default()
    };
    let inter = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, inter(SIZES.small)),
        (TextStyle::Body, inter(SIZES.body)),
        (TextStyle::Button, inter(SIZES.body)),
        (TextStyle::Heading, fonts::semibold_at(SIZES.heading)),
        (
            TextStyle::Monospace,
            FontId::new(SIZES.body - 1.0, FontFamily::Monospace),
        ),
    ]
    .into();
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(9.0, 4.0);
    spacing.interact_size = vec2(36.0, 26.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(14);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.tooltip_width = 420.0;
    spacing.scroll = ScrollStyle {
        bar_width: SIZES.scroll_bar,
        // The handle in the colour of text, faded: it is seen on any ground.
        foreground_color: true,
        dormant_background_opacity: 0.0,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.45,
        interact_handle_opacity: 0.6,
        ..ScrollStyle::thin()
    };
    style.interaction.tooltip_delay = 0.4;
    style.animation_time = 0.08;
    style
}

fn visuals(theme: Theme) -> Visuals {
    let tokens = Tokens::for_theme(theme);
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    visuals.widgets = widgets(tokens);
    visuals.selection.bg_fill = tokens.selection;
    visuals.selection.stroke = Stroke::new(1.5, tokens.accent);
    visuals.hyperlink_color = tokens.accent;
    visuals.weak_text_color = Some(tokens.text_weak);
    visuals.faint_bg_color = tokens.control.gamma_multiply(0.4);
    visuals.extreme_bg_color = tokens.field;
    visuals.code_bg_color = tokens.control;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.error;
    visuals.panel_fill = tokens.panel;
    visuals.window_fill = tokens.raised;
    visuals.window_stroke = Stroke::new(1.0, tokens.line_strong);
    visuals.window_corner_radius = CornerRadius::same(SIZES.radius_large);
    visuals.menu_corner_radius = CornerRadius::same(SIZES.radius_large);
    visuals.window_shadow = shadow(tokens, 12, 28);
    visuals.popup_shadow = shadow(tokens, 4, 14);
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.caret);
    // A blinking caret repaints the window for nothing.
    visuals.text_cursor.blink = false;
    visuals.indent_has_left_vline = false;
    visuals.slider_trailing_fill = true;
    visuals
}

fn shadow(tokens: &Tokens, down: i8, blur: u8) -> Shadow {
    Shadow {
        offset: [0, down],
        blur,
        spread: 0,
        color: tokens.shadow,
    }
}

fn widgets(tokens: &Tokens) -> Widgets {
    let control = |fill: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(SIZES.radius),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: control(tokens.panel, tokens.line, tokens.text),
        inactive: control(tokens.control, tokens.line, tokens.text),
        hovered: control(tokens.control_hover, tokens.line_strong, tokens.text),
        active: control(tokens.control_active, tokens.accent, tokens.text),
        open: control(tokens.control_hover, tokens.line_strong, tokens.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_have_every_text_style_that_egui_uses() {
        let ctx = Context::default();
        fonts::install(&ctx);
        apply(&ctx);
        for theme in [Theme::Light, Theme::Dark] {
            let ours = ctx.style_of(theme);
            for style in Style::default().text_styles.keys() {
                assert!(ours.text_styles.contains_key(style), "{style:?}");
            }
        }
    }

    #[test]
    fn the_typefaces_have_the_letters_of_the_languages_we_set() {
        let ctx = Context::default();
        fonts::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.fonts_mut(|views| {
                for letters in ["Quote “said” — é", "Сказал Шойгу", "είπε ο Πούτιν"]
                {
                    assert!(
                        views.has_glyphs(&fonts::serif_at(SIZES.article), letters),
                        "{letters}"
                    );
                }
                assert!(views.has_glyphs(&fonts::semibold_at(10.0), "SQE"));
            });
        });
        output.textures_delta.clear();
    }
}
