//! How a material is shown.

use graph::{Field, Fields, Object, Shown, Table, table};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;
use workplaces::{
    material::{self, Material, MaterialColumn as C},
    reflection::ReflectionColumn,
};

use crate::objects::{
    about, organisation::OrganisationObject, professional_network::ProfessionalNetworkObject, project::ProjectObject,
    reflection::ReflectionObject,
};

pub type LearningMaterialObject = Object<LearningMaterialFields>;

type F = Field<LearningMaterialFields>;

/// The fields of [`Material`].
pub struct LearningMaterialFields;

impl Fields for LearningMaterialFields {
    type Record = Material;

    const NAME: &'static str = "LearningMaterial";
    const ABOUT: Label = Label {
        sv: "Material: något att se eller läsa tillsammans, med frågor att reflektera över.",
        en: "Learning material: something to see or read together, with questions to reflect on.",
    };

    const FIRST: &'static [&'static str] =
        &["title", "kind", "prompt", "furtherPrompts", "promptMinutes", "url", "minutes"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(LearningMaterialFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av material.", "Kind of material.")).filtered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered(),
            F::steps(|row| row.status, material::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(),
                ("Varför det återtogs.", "Why it was withdrawn.")),
            F::maybe_text("url", C::Url, |row| row.url.as_deref(),
                ("Adress: där det finns, https://.", "Address: where it is found, https://.")),
            F::maybe_int("minutes", C::Minutes, |row| row.minutes,
                ("Minuter: hur lång tid det tar att se eller läsa.", "Minutes: how long it takes to see or read.")).filtered(),
            F::code("language", C::LanguageCode, Scheme::Language, |row| row.language.as_ref(),
                ("Språk.", "Language.")).filtered(),
            F::text("prompt", C::Prompt, |row| &row.prompt,
                ("Reflektionsfråga: det som gruppen talar om efteråt.", "Reflection question: what the group talks about afterwards.")),
            F::computed::<Vec<String>>("furtherPrompts", |row| row.further_prompts.clone(),
                ("Fler frågor: de som gruppen går vidare med, i tur och ordning.",
                 "Further questions: those that the group goes on with, in order."))
                .looking_at(&[C::FurtherPrompts]).showing(Shown::Texts),
            F::int("promptMinutes", C::PromptMinutes, |row| row.prompt_minutes,
                ("Minuter att reflektera tillsammans: på varje fråga.", "Minutes of reflecting together: on each question.")).filtered(),
            F::date("publishedOn", C::PublishedOn, |row| row.published_on,
                ("Utgivet den.", "Published on.")).filtered().ordered(),
            F::maybe_date("withdrawnOn", C::WithdrawnOn, |row| row.withdrawn_on, ("Återtaget den.", "Withdrawn on.")),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                ("Organisation: utgivaren.", "Organisation: the publisher.")).filtered().by_id(),
            F::one::<ProfessionalNetworkObject>("network", C::NetworkId, |row| row.network,
                ("Yrkesnätverk: det som delar materialet.", "Professional network: the one that shares the material.")).filtered().by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som startade nätverket.", "Project: the one that started the network.")).filtered().by_id(),
            F::many::<ReflectionObject>("reflections", Family::Column(ReflectionColumn::MaterialId),
                ("Reflektioner över materialet, inom din räckvidd.", "Reflections on the material, within your reach.")),
            F::changed_since(),
            F::searched(C::WordsKey),
        ])
    }
}
