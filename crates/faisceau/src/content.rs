//! The content embedded in the program: what jurists, translators and designers edit. Correcting a
//! comma there rebuilds this crate only.

use faisceau_platform::config::Config;
use faisceau_platform::content::Content;
use faisceau_platform::fault::Fault;
use rust_embed::RustEmbed;

macro_rules! folders {
    ($($name:ident = $folder:literal in $path:literal;)*) => {
        $(#[derive(RustEmbed)]
        #[folder = $path]
        struct $name;)*

        /// Everything embedded.
        ///
        /// # Panics
        /// When an embedded file is not UTF-8: a test of this crate reads them all.
        #[must_use]
        pub fn embedded() -> Content {
            let mut files = Vec::new();
            $(for name in $name::iter() {
                let file = $name::get(&name).expect("a listed file is embedded");
                let text = String::from_utf8(file.data.into_owned());
                let text = text.expect("content files are UTF-8");
                files.push((format!("{}/{name}", $folder), text));
            })*
            Content::new(files)
        }
    };
}

/// What is in force under this configuration: the embedded content, with the operator's overlay.
///
/// # Errors
/// When the overlay cannot be read, or lays over what it may not.
pub fn in_force(config: &Config) -> Result<Content, Fault> {
    let content = embedded();
    match &config.overlay_dir {
        Some(overlay) => content.overlaid(overlay),
        None => Ok(content),
    }
}

folders! {
    Figures = "figures" in "../../figures";
    Forms = "forms" in "../../forms";
    Guides = "guides" in "../../guides";
    Law = "law" in "../../law";
    Letters = "letters" in "../../letters";
    Locales = "locales" in "../../locales";
    Migrations = "migrations" in "../../migrations";
    Noise = "noise" in "../../noise";
    Policies = "policies" in "../../policies";
    Privacy = "privacy" in "../../privacy";
    Scenarios = "scenarios" in "../../scenarios";
    Views = "views" in "../../views";
}
