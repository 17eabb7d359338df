//! How an offering of others is shown.

use education_supply::{
    EducationOffering,
    emil::key_of,
    event::EducationEventColumn,
    offering::{self, EducationOfferingColumn as C},
};
use graph::{Choice, Field, Fields, Object, Shown, Table, table};
use kernel::Label;
use store::{Compare, Family, Filter};
use taxonomy::Scheme;

use crate::objects::education_event::EducationEventObject;

pub type SchoolType = Choice<offering::SchoolType>;
pub type EducationConfiguration = Choice<offering::Configuration>;
pub type CreditSystem = Choice<offering::CreditSystem>;
pub type EducationOfferingObject = Object<EducationOfferingFields>;

type F = Field<EducationOfferingFields>;

/// The fields of [`EducationOffering`].
pub struct EducationOfferingFields;

impl Fields for EducationOfferingFields {
    type Record = EducationOffering;

    const NAME: &'static str = "EducationOffering";
    const ABOUT: Label = Label {
        sv: "Utbildning i utbudet: vad en anordnare ger, när och var det än ges.",
        en: "Education offering: what a provider gives, whenever and wherever it is given.",
    };

    const FIRST: &'static [&'static str] =
        &["title", "schoolType", "configuration", "sun", "level", "credits", "creditSystem", "removedOn", "events"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(EducationOfferingFields, [
            F::text("title", C::Title, |row| &row.content.title,
                ("Titel.", "Title.")).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::text("identifier", C::Identifier, |row| &row.identifier,
                ("Identifierare hos källan.", "Identifier at the source.")),
            F::maybe_text("courseCode", C::CourseCode, |row| row.content.course_code.as_deref(),
                ("Kurskod eller programkod hos källan.", "Course or programme code at the source.")),
            F::maybe_text("description", C::Description, |row| row.content.description.as_deref(),
                ("Beskrivning, som ren text.", "Description, as plain text.")),
            F::maybe_text("url", C::Url, |row| row.content.url.as_deref(),
                ("Webbadress.", "Address on the web.")),
            F::maybe_choice("schoolType", C::SchoolType, |row| row.content.school_type,
                ("Skolform eller utbildningsform.", "Type of school or form of education.")).filtered(),
            F::maybe_choice("configuration", C::Configuration, |row| row.content.configuration,
                ("Kurs, kurspaket eller program.", "Course, course package or programme.")).filtered(),
            F::code("level", C::IscedCode, Scheme::Isced2011, |row| row.content.isced.as_ref(),
                ("Utbildningsnivå: ISCED 2011.", "Level of education: ISCED 2011.")).filtered(),
            F::code("sun", C::SunCode, Scheme::Sun2020Field, |row| row.content.sun.as_ref(),
                ("Utbildningsinriktning: SUN 2020.", "Field of education: SUN 2020.")).filtered(),
            F::code("occupation", C::SsykCode, Scheme::Ssyk2012, |row| row.content.ssyk.as_ref(),
                ("Yrke som utbildningen leder till: SSYK 2012, där källan säger det.", "Occupation that it leads to: SSYK 2012, where the source tells it.")).filtered(),
            F::code("skill", C::SkillCode, Scheme::Skill, |row| row.content.skill.as_ref(),
                ("Kompetens som utbildningen ger, där källan säger det.", "Skill that it gives, where the source tells it.")).filtered(),
            F::code("seqf", C::SeqfCode, Scheme::Seqf, |row| row.content.seqf.as_ref(),
                ("Nivå i SeQF.", "SeQF level.")).filtered(),
            F::computed::<Option<f64>>("credits", |row| row.content.credits_hundredths.map(|n| f64::from(n) / 100.0),
                ("Poäng, av sitt eget slag.", "Credits, of their own kind.")).looking_at(&[C::CreditsHundredths]).showing(Shown::Decimal),
            F::maybe_choice("creditSystem", C::CreditSystem, |row| row.content.credit_system,
                ("Slag av poäng.", "Kind of credits.")).filtered(),
            F::yes_no("isVocational", C::IsVocational, |row| row.content.is_vocational,
                ("Är en yrkesutbildning, enligt källan.", "Is vocational, as the source tells.")).filtered(),
            F::yes_no("givesDegree", C::GivesDegree, |row| row.content.gives_degree,
                ("Leder till examen, enligt källan.", "Leads to a degree, as the source tells.")).filtered(),
            F::yes_no("isDescribed", C::IsDescribed, |row| row.is_described,
                ("Källan har berättat om den; annars har bara ett tillfälle nämnt den.", "The source has told of it; else only an event has named it.")).filtered(),
            F::maybe_date("editedOn", C::EditedOn, |row| row.content.edited_on,
                ("Senast ändrad hos källan.", "Last changed at the source.")).filtered(),
            F::maybe_date("expiresOn", C::ExpiresOn, |row| row.content.expires_on,
                ("Gäller till, enligt källan.", "Holds until, as the source tells.")).filtered(),
            F::maybe_date("removedOn", C::RemovedOn, |row| row.removed_on,
                ("Dagen då källan befanns ha tagit tillbaka den.", "The day on which the source was found to have taken it back.")).filtered(),
            F::many::<EducationEventObject>("events", Family::Column(EducationEventColumn::OfferingId),
                ("Tillfällen då den ges.", "Events at which it is given.")),
            F::searched(C::WordsKey),
            F::only_filter::<String>("identifier", |text| Ok(Filter::Is(C::SourceKey, Compare::Eq(key_of(&text).into()))),
                ("Identifierare hos källan, oavsett skiftläge.", "Identifier at the source, in any case.")),
            F::where_some::<EducationEventObject>("someEvent", EducationEventColumn::OfferingId,
                ("Har något tillfälle som uppfyller detta.", "Has some event that fulfils this.")),
        ])
    }
}
