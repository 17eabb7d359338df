//! Swedish and English, side by side.

/// The languages the service speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Swedish or English by an `Accept-Language` header, the more wanted of the two; Swedish when neither is asked for.
    pub fn preferred(header: Option<&str>) -> Self {
        let mut best = (Self::Sv, 0.0_f32);
        for range in header.unwrap_or_default().split(',').take(20) {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            let lang = match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
                "sv" | "*" => Self::Sv,
                "en" => Self::En,
                _ => continue,
            };
            if quality > best.1 {
                best = (lang, quality);
            }
        }
        best.0
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Swedish.
    pub sv: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Sv => self.sv,
            Lang::En => self.en,
        }
    }
}

/// An enumeration stored as text: its codes, its words, and what the schema says of it.
pub trait TextEnum: Copy + Eq + Send + Sync + 'static {
    /// The type's name in the schema.
    const NAME: &'static str;
    /// What it tells, a sentence in each language; empty where the schema does not show it.
    const ABOUT: Label;
    /// Every value, in declaration order.
    const VALUES: &'static [Self];

    /// The stored text, which is the value's name in the schema.
    fn code(self) -> &'static str;

    /// The value's words.
    fn words(self) -> Label;

    /// What its words leave unsaid, if anything.
    fn note(self) -> Option<Label>;

    /// The value with this stored text.
    fn from_code(code: &str) -> Option<Self>;
}

/// Declares an enumeration stored as text: `as_str`, `parse`, `ALL`, and a label in both languages.
///
/// Stored text equals the GraphQL enum value, so a row, an answer and a log line say the same word. An enumeration that the schema
/// shows says what it tells in both languages, `("Behovets status.", "Status of a need.")`, and its name there where that is
/// another, `as "ProjectPart"`; a value may have a note, `("Anmält", "Reported", ("inte kodat", "not coded yet"))`.
/// A value that another enumeration has under the same name is written `Met of NeedStatus`: its text, unless it has one
/// of its own, and its words are those; its note is its own.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident $(as $shown:literal)? $(($about_sv:literal, $about_en:literal))? {
        $(
            $(#[$vmeta:meta])* $variant:ident
            $(= $text:literal)? $(($sv:literal, $en:literal $(, ($note_sv:literal, $note_en:literal))?))?
            $(of $of:ident $(($own_sv:literal, $own_en:literal))?)?
        ),* $(,)?
    }) => {
        $(#[$meta])*
        $(#[doc = $about_en])?
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(
                $(#[$vmeta])*
                $(#[doc = concat!($sv, " (", $en, ").")])?
                $(#[doc = concat!("As `", stringify!($of), "` has it.")])?
                $variant
            ),*
        }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stored text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $crate::text_enum!(@first $($text,)? $($of::$variant.as_str(),)?)),* }
            }

            /// The value with this stored text.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }

            /// Swedish and English label.
            pub const fn label(self) -> $crate::Label {
                match self {
                    $(Self::$variant => $($crate::Label { sv: $sv, en: $en })? $($of::$variant.label())?),*
                }
            }
        }

        impl $crate::TextEnum for $name {
            const NAME: &'static str = $crate::text_enum!(@first $($shown,)? stringify!($name));
            const ABOUT: $crate::Label =
                $crate::text_enum!(@first $($crate::Label { sv: $about_sv, en: $about_en },)? $crate::Label { sv: "", en: "" });
            const VALUES: &'static [Self] = Self::ALL;

            fn code(self) -> &'static str {
                self.as_str()
            }

            fn words(self) -> $crate::Label {
                self.label()
            }

            fn note(self) -> Option<$crate::Label> {
                match self {
                    $(Self::$variant => $crate::text_enum!(
                        @first
                        $($(Some($crate::Label { sv: $note_sv, en: $note_en }),)?)?
                        $($(Some($crate::Label { sv: $own_sv, en: $own_en }),)?)?
                        None
                    )),*
                }
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::parse(code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
    (@first $first:expr $(, $rest:expr)* $(,)?) => { $first };
}

#[cfg(test)]
mod tests {
    use super::*;

    text_enum! {
        /// A light.
        pub enum Light {
            Red = "RED" ("Rött", "Red", ("stanna", "stop")),
            Green = "GREEN" ("Grönt", "Green"),
        }
    }

    text_enum! {
        /// What a light may turn to.
        pub enum Turn {
            Red of Light,
            Green = "green" of Light ("kör", "go"),
        }
    }

    #[test]
    fn a_value_of_another_enumeration_has_its_words() {
        assert_eq!((Turn::Red.code(), Turn::Red.words().sv, Turn::Red.note().is_none()), ("RED", "Rött", true));
        assert_eq!((Turn::Green.code(), Turn::Green.words().en), ("green", "Green"));
        assert_eq!(Turn::Green.note().map(|note| note.en), Some("go"));
        assert_eq!((Turn::from_code("green"), Turn::from_code("GREEN")), (Some(Turn::Green), None));
        assert_eq!(Light::Red.note().map(|note| note.sv), Some("stanna"));
    }

    #[test]
    fn the_language_wanted_most_and_swedish_when_neither_is() {
        assert_eq!(Lang::preferred(None), Lang::Sv);
        assert_eq!(Lang::preferred(Some("fi, de")), Lang::Sv);
        assert_eq!(Lang::preferred(Some("en-GB,en;q=0.9,sv;q=0.8")), Lang::En);
        assert_eq!(Lang::preferred(Some("en;q=0.3, sv-SE;q=0.7")), Lang::Sv);
        assert_eq!(Lang::preferred(Some("de,fr;q=0.5")), Lang::Sv);
        assert_eq!(Lang::preferred(Some("en-GB,en;q=0.9")), Lang::En);
        assert_eq!(Lang::preferred(Some("sv-SE,sv;q=0.9,en;q=0.8")), Lang::Sv);
        assert_eq!(Lang::preferred(Some("sv;q=0.4,en;q=0.8")), Lang::En);
        assert_eq!(Lang::preferred(Some("en;q=nan")), Lang::Sv);
    }
}
