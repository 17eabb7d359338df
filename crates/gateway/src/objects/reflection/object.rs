//! How a reflection is shown.

use graph::{Choice, EnumFilter, Field, Fields, Object, Shown, Table, table};
use kernel::{Label, command::Enumeration};
use store::Family;
use workplaces::{
    agreed_change::AgreedChangeColumn,
    reflection::{self, InsightTheme, Reflection, ReflectionColumn as C},
    spread::LearningSpreadColumn,
};

use crate::objects::{
    about, agreed_change::AgreedChangeObject, learning_spread::LearningSpreadObject, material::LearningMaterialObject,
    organisation::OrganisationObject, project::ProjectObject, workplace::WorkplaceObject,
};

pub type ReflectionObject = Object<ReflectionFields>;

type F = Field<ReflectionFields>;
type ThemeFilter = EnumFilter<Choice<InsightTheme>>;

/// The fields of [`Reflection`].
pub struct ReflectionFields;

impl Fields for ReflectionFields {
    type Record = Reflection;

    const NAME: &'static str = "Reflection";
    const ABOUT: Label = Label {
        sv: "Reflektion: en grupp på en arbetsplats som lär tillsammans; ingen registreras, bara hur många.",
        en: "Reflection: a group at a workplace that learns together; nobody is registered, only how many.",
    };
    const TITLE: &'static str = "kind workplace { id name } plannedOn";

    const FIRST: &'static [&'static str] = &[
        "workplace",
        "kind",
        "status",
        "statusReason",
        "plannedOn",
        "heldOn",
        "minutes",
        "attendeeCount",
        "material",
        "question",
        "wentWrong",
        "wentWrongTheme",
        "wentRight",
        "wentRightTheme",
        "nextTime",
        "nextTimeTheme",
        "agreedChanges",
        "followedUpOn",
        "followUp",
        "spreads",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(ReflectionFields, [
            F::choice("kind", C::Kind, |row| row.kind, ("Slag av reflektion.", "Kind of reflection.")).filtered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered(),
            F::steps(|row| row.status, reflection::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(),
                ("Varför den ställdes in.", "Why it was cancelled.")),
            F::date("plannedOn", C::PlannedOn, |row| row.planned_on,
                ("Planerad till.", "Planned for.")).filtered().ordered(),
            F::maybe_date("heldOn", C::HeldOn, |row| row.held_on, ("Genomförd den.", "Held on.")).filtered(),
            F::maybe_int("minutes", C::Minutes, |row| row.minutes,
                ("Minuter som gruppen reflekterade.", "Minutes that the group reflected.")).filtered(),
            F::maybe_int("attendeeCount", C::AttendeeCount, |row| row.attendee_count,
                ("Antal som deltog, aldrig vilka.", "How many took part, never who.")).filtered(),
            F::maybe_text("question", C::Question, |row| row.question.as_deref(),
                ("Fråga: materialets, om gruppen inte hade en egen.", "Question: the material's, unless the group had its own.")),
            F::maybe_text("wentWrong", C::WentWrong, |row| row.insights.went_wrong.as_deref(),
                ("Fel: vad blev fel.", "Wrong: what went wrong.")),
            theme("wentWrongTheme", C::WentWrongTheme, |row| row.insights.went_wrong_theme, WRONG_THEME),
            F::maybe_text("wentRight", C::WentRight, |row| row.insights.went_right.as_deref(),
                ("Rätt: vad blev rätt.", "Right: what went right.")),
            theme("wentRightTheme", C::WentRightTheme, |row| row.insights.went_right_theme, RIGHT_THEME),
            F::maybe_text("nextTime", C::NextTime, |row| row.insights.next_time.as_deref(),
                ("Nästa gång: hur gör gruppen då.", "Next time: what the group does then.")),
            theme("nextTimeTheme", C::NextTimeTheme, |row| row.insights.next_time_theme, NEXT_THEME),
            F::maybe_text("followUp", C::FollowUp, |row| row.follow_up.as_deref(),
                ("Uppföljning: vad det ledde till.", "Follow-up: what came of it.")),
            F::maybe_date("followedUpOn", C::FollowedUpOn, |row| row.followed_up_on,
                ("Uppföljd den.", "Followed up on.")).filtered(),
            F::one::<WorkplaceObject>("workplace", C::WorkplaceId, |row| Some(row.workplace),
                ("Arbetsplats: arbetsgivarens egna ser den.", "Workplace: seen by the employer's own.")).filtered().by_id(),
            F::the::<OrganisationObject>("organisation", C::OrganisationId, |row| row.organisation,
                about::EMPLOYER).filtered().by_id(),
            F::one::<ProjectObject>("project", C::ProjectId, |row| row.project,
                ("Projekt: det som reflektionen hålls inom.", "Project: the one within which it is held.")).filtered().by_id(),
            F::one::<LearningMaterialObject>("material", C::MaterialId, |row| row.material,
                ("Material: det som gruppen såg eller läste.", "Material: what the group saw or read.")).filtered().by_id(),
            F::many::<AgreedChangeObject>("agreedChanges", Family::Column(AgreedChangeColumn::ReflectionId),
                ("Överenskomna förändringar.", "Agreed changes.")),
            F::many::<LearningSpreadObject>("spreads", Family::Column(LearningSpreadColumn::ReflectionId),
                ("Spridning: vad någon berättade om.", "Spread: what someone told of.")),
            F::changed_since(),
            F::searched(C::WordsKey),
            F::only_filter::<ThemeFilter>("wentWrongTheme", |theme| Ok(theme.on(C::WentWrongTheme)), WRONG_THEME),
            F::only_filter::<ThemeFilter>("wentRightTheme", |theme| Ok(theme.on(C::WentRightTheme)), RIGHT_THEME),
            F::only_filter::<ThemeFilter>("nextTimeTheme", |theme| Ok(theme.on(C::NextTimeTheme)), NEXT_THEME),
            F::where_some::<AgreedChangeObject>("someAgreedChange", AgreedChangeColumn::ReflectionId,
                ("Har någon överenskommen förändring som uppfyller detta.", "Has some agreed change that fulfils this.")),
            F::where_some::<LearningSpreadObject>("someSpread", LearningSpreadColumn::ReflectionId,
                ("Har någon spridning som uppfyller detta.", "Has some spread that fulfils this.")),
        ])
    }
}

const WRONG_THEME: (&str, &str) = ("Tema för det som blev fel.", "Theme of what went wrong.");
const RIGHT_THEME: (&str, &str) = ("Tema för det som blev rätt.", "Theme of what went right.");
const NEXT_THEME: (&str, &str) = ("Tema för nästa gång.", "Theme of next time.");

/// The theme of an insight; absent where there is none.
fn theme(
    name: &'static str,
    column: C,
    get: fn(&Reflection) -> Option<InsightTheme>,
    about: (&'static str, &'static str),
) -> F {
    F::resolved::<Option<Choice<InsightTheme>>>(name, about, move |node, _| {
        let theme = get(node.row()).map(Choice);
        Box::pin(async move { Ok(theme) })
    })
    .looking_at(&[column])
    .showing(Shown::Choice(const { &Enumeration::of::<InsightTheme>() }))
}
