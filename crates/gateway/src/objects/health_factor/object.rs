//! How a health factor is shown.

use graph::{Field, Fields, Object, Table, table};
use kernel::Label;
use workplaces::health_factor::{self, HealthFactorColumn as C};

pub type HealthFactorObject = Object<HealthFactorFields>;

type F = Field<HealthFactorFields>;

/// The fields of [`health_factor::HealthFactor`].
pub struct HealthFactorFields;

impl Fields for HealthFactorFields {
    type Record = health_factor::HealthFactor;

    const NAME: &'static str = "HealthFactor";
    const ABOUT: Label = Label {
        sv: "Friskfaktor: något som enligt forskning håller en arbetsplats frisk, och som arbetsplatser skattar sig efter.",
        en: "Health factor: something that, according to research, keeps a workplace healthy, and that workplaces assess themselves by.",
    };

    const FIRST: &'static [&'static str] = &["name", "nameEn", "description", "sourceTitle", "sourceUrl"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(HealthFactorFields, [
            F::key("code", C::Code, |row| &row.code, ("Kod.", "Code.")).filtered(),
            F::text("name", C::Name, |row| &row.name,
                ("Namn.", "Name.")).filtered_on(C::NameKey).ordered_on(C::NameKey),
            F::text("nameEn", C::NameEn, |row| &row.name_en, ("Namn på engelska.", "Name in English.")),
            F::maybe_text("description", C::Description, |row| row.description.as_deref(),
                ("Beskrivning.", "Description.")),
            F::maybe_text("sourceTitle", C::SourceTitle, |row| row.source_title.as_deref(),
                ("Källa: vem som säger det, och var.", "Source: who says so, and where.")),
            F::maybe_text("sourceUrl", C::SourceUrl, |row| row.source_url.as_deref(),
                ("Källans webbadress.", "The source's address on the web.")),
        ])
    }
}
