//! How a reading of the supply is shown.

use education_supply::{EducationImport, run::EducationImportColumn as C};
use graph::{Field, Fields, Object, Table, table};
use kernel::Label;

pub type EducationImportObject = Object<EducationImportFields>;

type F = Field<EducationImportFields>;

/// The fields of [`EducationImport`].
pub struct EducationImportFields;

impl Fields for EducationImportFields {
    type Record = EducationImport;

    const NAME: &'static str = "EducationImport";
    const ABOUT: Label = Label {
        sv: "Inläsning av utbud: en källa läst från början till slut.",
        en: "Education import: a source read from its beginning to its end.",
    };
    const TITLE: &'static str = "source beganAt";

    const FIRST: &'static [&'static str] = &["source", "beganAt", "endedAt", "read", "created", "changed", "removed"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(EducationImportFields, [
            F::text("source", C::Source, |row| &row.source,
                ("Källa.", "Source.")).filtered_on(C::SourceKey).ordered_on(C::SourceKey),
            F::instant("beganAt", C::BeganAt, |row| row.began_at,
                ("Började.", "Began at.")).ordered(),
            F::maybe_instant("endedAt", C::EndedAt, |row| row.ended_at,
                ("Slutade; saknas medan den pågår, eller där den avbröts.", "Ended at; absent while it runs, or where it was interrupted.")),
            F::maybe_date("updatedSince", C::UpdatedSince, |row| row.updated_since,
                ("Bara vad som ändrats sedan den dagen lästes.", "Only what was changed since that day was read.")),
            F::int("read", C::Position, |row| row.position,
                ("Lästa poster.", "Records that were read.")),
            F::int("created", C::Created, |row| row.created,
                ("Nya poster.", "New records.")),
            F::int("changed", C::Changed, |row| row.changed,
                ("Ändrade poster.", "Changed records.")),
            F::int("removed", C::Removed, |row| row.removed,
                ("Poster som källan har tagit tillbaka.", "Records that the source has taken back.")),
            F::int("unchanged", C::Unchanged, |row| row.unchanged,
                ("Poster som säger vad de sade.", "Records that say what they said.")),
            F::int("refused", C::Refused, |row| row.refused,
                ("Poster som inte kunde läsas.", "Records that could not be read.")),
            F::changed_since(),
        ])
    }
}
