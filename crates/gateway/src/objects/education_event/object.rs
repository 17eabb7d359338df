//! How an event of an offering of others is shown.

use async_graphql::Context;
use education_supply::{
    EducationEvent,
    emil::key_of,
    event::{self, EducationEventColumn as C},
};
use graph::{Choice, CodeFilter, Field, Fields, FilterInput, NearFilter, Object, Table, refuse, table};
use kernel::Label;
use store::{Compare, Filter};
use taxonomy::{Scheme, km_between, require};

use crate::objects::{education_offering::EducationOfferingObject, statistics::given};

pub type ExecutionCondition = Choice<event::ExecutionCondition>;
pub type TimeOfStudy = Choice<event::TimeOfStudy>;
pub type EducationEventObject = Object<EducationEventFields>;
pub type EducationEventFilter = FilterInput<EducationEventFields>;

type F = Field<EducationEventFields>;

/// The fields of [`EducationEvent`].
pub struct EducationEventFields;

impl Fields for EducationEventFields {
    type Record = EducationEvent;

    const NAME: &'static str = "EducationEvent";
    const ABOUT: Label = Label {
        sv: "Utbildningstillfälle i utbudet: en tid och en plats då en utbildning ges.",
        en: "Education event: one time and place at which an offering is given.",
    };
    const TITLE: &'static str = "offering { id title } startsOn";

    const FIRST: &'static [&'static str] = &[
        "offering",
        "startsOn",
        "endsOn",
        "execution",
        "municipality",
        "town",
        "isDistance",
        "pacePercent",
        "timeOfStudy",
        "applyUntil",
        "isCancelled",
        "removedOn",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(EducationEventFields, [
            F::the::<EducationOfferingObject>("offering", C::OfferingId, |row| row.offering,
                ("Utbildning: den som ges.", "Offering: the one that is given.")).filtered().by_id(),
            F::maybe_text("title", C::Title, |row| row.content.title.as_deref(),
                ("Egen titel, där den skiljer sig från utbildningens.", "Own title, where it differs from the offering's.")),
            F::text("identifier", C::Identifier, |row| &row.identifier,
                ("Identifierare hos källan.", "Identifier at the source.")),
            F::maybe_key("providerCode", C::ProviderCode, |row| row.content.provider_code.as_deref(),
                ("Anordnare: källans kod.", "Provider: the source's code.")).filtered(),
            F::maybe_text("url", C::Url, |row| row.content.url.as_deref(),
                ("Webbadress.", "Address on the web.")),
            F::maybe_choice("execution", C::Execution, |row| row.content.execution,
                ("Om det är beslutat, och vem som bestämmer dagarna.", "Whether it is decided on, and who sets the dates.")).filtered(),
            F::maybe_date("startsOn", C::StartsOn, |row| row.content.starts_on,
                ("Första dag; saknas där den studerande eller anordnaren bestämmer den.", "First day; absent where the student or the provider sets it.")).filtered().ordered_on(C::StartsKey),
            F::maybe_date("endsOn", C::EndsOn, |row| row.content.ends_on,
                ("Sista dag.", "Last day.")).filtered(),
            F::code("municipality", C::MunicipalityCode, Scheme::Municipality, |row| row.content.municipality.as_ref(),
                ("Kommun: den första där det ges; många källor anger ingen.", "Municipality: the first in which it is given; many sources tell none.")).filtered(),
            F::resolved::<Option<i32>>("kmFrom",
                ("Kilometer från kommun: hela kilometer, fågelvägen mellan kommunernas mittpunkter; saknas där det ges utan kommun.", "Kilometres from municipality: whole ones, as the crow flies between the municipalities' centre points; absent where it is given in none."),
                |node, ctx| Box::pin(async move { km_from(ctx, node.row()) }))
                .argument::<Option<String>>("municipality", ("Kommun att räkna från: en kod i `MUNICIPALITY`; utan den sägs inget avstånd.", "Municipality to reckon from: a code of `MUNICIPALITY`; without it no distance is told."))
                .looking_at(&[C::MunicipalityCode]),
            F::maybe_text("town", C::Town, |row| row.content.town.as_deref(),
                ("Ort.", "Town.")),
            F::int("sites", C::Sites, |row| row.content.sites,
                ("Antal platser där det ges.", "Number of sites at which it is given.")),
            F::maybe_text("siteNames", C::SiteNames, |row| row.content.site_names.as_deref(),
                ("Alla platser där det ges, vid namn; sökning på ord finner dem.", "All sites at which it is given, by name; a search by words finds them.")),
            F::code("language", C::LanguageCode, Scheme::Language, |row| row.content.language.as_ref(),
                ("Undervisningsspråk: det första.", "Language of instruction: the first.")).filtered(),
            F::maybe_int("pacePercent", C::PacePercent, |row| row.content.pace_percent,
                ("Studietakt: procent av heltid.", "Pace of study: per cent of full time.")).filtered(),
            F::maybe_choice("timeOfStudy", C::TimeOfStudy, |row| row.content.time_of_study,
                ("När det studeras.", "When the studies are.")).filtered(),
            F::yes_no("isDistance", C::IsDistance, |row| row.content.is_distance,
                ("Ges på distans.", "Is given at a distance.")).filtered(),
            F::maybe_int("mandatorySessions", C::MandatorySessions, |row| row.content.mandatory_sessions,
                ("Obligatoriska träffar, på distans.", "Mandatory meetings, at a distance.")).filtered(),
            F::maybe_int("places", C::Places, |row| row.content.places,
                ("Studieplatser.", "Places for students.")),
            F::maybe_money("fee", C::FeeMinor, |row| row.content.fee,
                ("Avgift för den studerande, där den anges i kronor.", "Fee for the student, where it is told in kronor.")),
            F::maybe_date("applyFrom", C::ApplyFrom, |row| row.content.apply_from,
                ("Ansökan från.", "Apply from.")).filtered(),
            F::maybe_date("applyUntil", C::ApplyUntil, |row| row.content.apply_until,
                ("Sista ansökningsdag.", "Last day to apply.")).filtered(),
            F::yes_no("admitsContinuously", C::AdmitsContinuously, |row| row.content.admits_continuously,
                ("Antar löpande.", "Admits continuously.")).filtered(),
            F::yes_no("isCancelled", C::IsCancelled, |row| row.content.is_cancelled,
                ("Är inställt.", "Is cancelled.")).filtered(),
            F::maybe_date("editedOn", C::EditedOn, |row| row.content.edited_on,
                ("Senast ändrat hos källan.", "Last changed at the source.")).filtered(),
            F::maybe_date("expiresOn", C::ExpiresOn, |row| row.content.expires_on,
                ("Gäller till, enligt källan.", "Holds until, as the source tells.")).filtered(),
            F::maybe_date("removedOn", C::RemovedOn, |row| row.removed_on,
                ("Dagen då källan befanns ha tagit tillbaka det.", "The day on which the source was found to have taken it back.")).filtered(),
            F::searched(C::WordsKey),
            F::only_filter::<String>("identifier", |text| Ok(Filter::Is(C::SourceKey, Compare::Eq(key_of(&text).into()))),
                ("Identifierare hos källan, oavsett skiftläge.", "Identifier at the source, in any case.")),
            F::only_filter::<CodeFilter>("county", |given| given.on_parts_of(C::MunicipalityCode, Scheme::Municipality, Scheme::County),
                ("Län: det som kommunen ligger i.", "County: the one in which the municipality lies.")),
            F::only_filter::<NearFilter>("near", |given| given.on(C::MunicipalityCode),
                ("Nära: högst så många kilometer från en kommun. De utan kommun är inte med: fråga efter dem med `municipality: { isNull: true }`.", "Near: at most so many kilometres from a municipality. Those without a municipality are left out: ask for them with `municipality: { isNull: true }`.")),
            F::only_filter::<bool>("isOffered", |asked| Ok(EducationEvent::offered(asked)),
                ("Erbjuds: källan har varken ställt in det eller tagit tillbaka det.", "Is offered: the source has neither cancelled it nor taken it back.")),
        ])
    }
}

fn km_from(ctx: &Context<'_>, event: &EducationEvent) -> async_graphql::Result<Option<i32>> {
    let Some(asked) = given::<String>(ctx, "municipality")? else { return Ok(None) };
    let from = require("municipality", Scheme::Municipality, &asked).map_err(|error| refuse(ctx, error))?;
    Ok(event.content.municipality.as_deref().and_then(|there| km_between(from.code, there)))
}
