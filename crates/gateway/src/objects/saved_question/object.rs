//! How a saved question is shown.

use access::view;
use async_graphql::Context;
use graph::{
    Choice, Field, Fields, JsonValue, Object, Shown, Table, TextFilter, code::Language, context::caller, table,
};
use kernel::Label;
use library::{
    SavedQuestion,
    saved_question::{self, SavedQuestionColumn as C},
};

use crate::objects::{
    about, council::CouncilObject, hub::HubObject, organisation::OrganisationObject, project::ProjectObject,
};

pub type QuestionStatus = Choice<saved_question::QuestionStatus>;
pub type QuestionSharing = Choice<saved_question::Sharing>;
pub type QuestionTheme = Choice<saved_question::QuestionTheme>;
pub type SavedQuestionObject = Object<SavedQuestionFields>;

type F = Field<SavedQuestionFields>;

/// The fields of [`SavedQuestion`].
pub struct SavedQuestionFields;

impl Fields for SavedQuestionFields {
    type Record = SavedQuestion;

    const NAME: &'static str = "SavedQuestion";
    const ABOUT: Label = Label {
        sv: "Sparad fråga: en organisations, ett råds, ett navs eller ett projekts egen fråga, med egen adress bredvid de inbyggda.",
        en: "Saved question: an organisation's, council's, hub's or project's own question, with an address of its own beside the built-in ones.",
    };
    const TITLE: &'static str = "slug";

    const FIRST: &'static [&'static str] = &["title", "slug", "status"];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SavedQuestionFields, [
            F::key("slug", C::Slug, |row| &row.slug,
                ("Adress: namnet i `/fragor/{slug}`.", "Address: the name in `/fragor/{slug}`.")).filtered().ordered(),
            F::int("edition", C::Edition, |row| row.edition,
                ("Utgåva: räknas upp när dokument eller definition ändras; en del av svarets ETag.", "Edition: counted up when document or definition changes; part of the answer's ETag.")),
            F::resolved::<String>("title",
                ("Rubrik: frågan så som en person skulle säga den.", "Title: the question as a person would say it."), |node, ctx| Box::pin(async move { let lang = ctx.param_value::<Option<Language>>("lang", None).map_err(|error| async_graphql::Error::new(error.message))?.1; Ok(node.row().title.get(Language::or_own(lang, ctx)).to_owned()) })).argument::<Option<Language>>("lang", ("Språk; frågans eget när det saknas.", "Language; the request's own when absent.")).showing(Shown::Text),
            F::choice("theme", C::Theme, |row| row.theme, ("Tema.", "Theme.")).filtered().ordered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered(),
            F::steps(|row| row.status, saved_question::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(),
                ("Skäl till att den drogs in.", "Why it was withdrawn.")),
            F::choice("sharing", C::Sharing, |row| row.sharing,
                ("Delas med: när den är publicerad.", "Shared with: once it is published.")).filtered(),
            F::one::<CouncilObject>("sharedCouncil", C::SharedCouncilId, |question| question.shared_council,
                ("Rådet som den delas med.", "The council it is shared with.")),
            F::text("document", C::Document, |row| &row.document,
                ("GraphQL-dokument: en fråga.", "GraphQL document: one query.")),
            F::computed::<JsonValue>("definition", |row| JsonValue(row.definition.clone()),
                ("Beskrivning: rubrik, parametrar, kolumner och diagram, som de inbyggda frågorna har dem.", "Definition: title, parameters, columns and chart, as the built-in questions have them.")).showing(Shown::Json),
            F::one::<OrganisationObject>("organisation", C::OrganisationId, |question| question.owner.organisation(),
                ("Organisationen som äger den.", "The organisation that owns it.")).by_id(),
            F::one::<CouncilObject>("council", C::CouncilId, |question| question.owner.council(),
                ("Rådet som äger den.", "The council that owns it.")).by_id(),
            F::one::<HubObject>("hub", C::HubId, |question| question.owner.hub(),
                ("Kompetensnavet som äger den.", "The competence hub that owns it.")).by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |question| question.owner.project(),
                ("Projektet som äger den.", "The project that owns it.")).by_id(),
            F::instant("createdAt", C::CreatedAt, |row| row.created_at, ("Skapad.", "Made.")),
            F::resolved::<Option<String>>("createdBy",
                ("Skapad av: utfärdare och identitet, aldrig ett namn; bara för ägarens egna.", "Made by: issuer and subject, never a name; for the owner's own only."), |node, ctx| Box::pin(async move { Ok(is_own(node.row(), ctx).then(|| node.row().created_by.clone())) })),
            F::instant("updatedAt", C::UpdatedAt, |row| row.updated_at, ("Senast ändrad.", "Last changed.")).ordered(),
            F::resolved::<Option<String>>("updatedBy",
                ("Senast ändrad av: utfärdare och identitet, aldrig ett namn; bara för ägarens egna.", "Last changed by: issuer and subject, never a name; for the owner's own only."), |node, ctx| Box::pin(async move { Ok(is_own(node.row(), ctx).then(|| node.row().updated_by.clone())) })),
            F::only_filter::<TextFilter>("titleSv", |f| Ok(f.on(C::TitleSvKey)),
                ("Rubrik på svenska.", "Title in Swedish.")),
            F::only_filter::<TextFilter>("titleEn", |f| Ok(f.on(C::TitleEnKey)),
                ("Rubrik på engelska.", "Title in English.")),
            F::only_order("titleSv", C::TitleSvKey,
                ("Rubrik på svenska, i svensk ordning.", "Title in Swedish, in Swedish order.")),
            F::only_order("titleEn", C::TitleEnKey, ("Rubrik på engelska.", "Title in English.")),
        ])
    }
}

/// Who saved it is for those it belongs to; those it is shared with see the question.
fn is_own(question: &SavedQuestion, ctx: &Context<'_>) -> bool {
    view(&caller(ctx).request, <SavedQuestion as store::Record>::READ).covers(&question.owner.anchors())
}
