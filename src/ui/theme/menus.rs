//! How menus look: rows with room at their sides, in the bar, under the pointer and in submenus alike.

use eframe::egui::containers::menu::{MenuConfig, menu_style};
use eframe::egui::{Style, UiKind, UiStackInfo};

/// From a row's edge to its words, in points.
const SIDE: f32 = 8.0;

/// The style of a menu's rows.
pub fn menu_rows(style: &mut Style) {
    menu_style(style);
    style.spacing.button_padding.x = SIDE;
    style.spacing.item_spacing.y = 2.0;
}

/// What a menu hands on to its submenus.
pub fn menu_config() -> MenuConfig {
    MenuConfig::new().style(menu_rows)
}

/// The same for a menu that opens by itself.
pub fn menu_info() -> UiStackInfo {
    UiStackInfo::new(UiKind::Menu).with_tag_value(MenuConfig::MENU_CONFIG_TAG, menu_config())
}
