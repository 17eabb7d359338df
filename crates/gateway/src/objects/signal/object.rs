//! How a signal is shown.

use graph::{Choice, Field, Fields, Object, Shown, Table, table};
use industry_councils::{
    SignalAssessment,
    signal::{self, SignalColumn as C},
    signal_assessment::SignalAssessmentColumn,
    signal_link::SignalLinkColumn,
};
use kernel::Label;
use store::Family;
use taxonomy::Scheme;

use crate::objects::{
    about, council::CouncilObject, signal_assessment::SignalAssessmentObject, signal_link::SignalLinkObject,
};

pub type SignalSource = Choice<signal::SignalSource>;
pub type SignalStatus = Choice<signal::SignalStatus>;
pub type SteepCategory = Choice<signal::SteepCategory>;
pub type SignalObject = Object<SignalFields>;

type F = Field<SignalFields>;

/// The fields of [`signal::Signal`].
pub struct SignalFields;

impl Fields for SignalFields {
    type Record = signal::Signal;

    const NAME: &'static str = "Signal";
    const ABOUT: Label = Label {
        sv: "Signal: något i omvärlden som kan ändra vad en bransch behöver, och hur branschråden bedömer det.",
        en: "Signal: something in the outside world that may change what an industry needs, and how industry councils judge it.",
    };

    const FIRST: &'static [&'static str] = &[
        "title",
        "status",
        "text",
        "steep",
        "relevanceLowest",
        "relevanceMedian",
        "relevanceHighest",
        "assessmentCount",
        "assessments",
        "links",
    ];

    #[rustfmt::skip]
    fn table() -> &'static Table<Self> {
        table!(SignalFields, [
            F::text("title", C::Title, |row| &row.title, about::TITLE).filtered_on(C::TitleKey).ordered_on(C::TitleKey),
            F::text("text", C::Text, |row| &row.text, ("Vad som har setts.", "What was seen.")),
            F::choice("source", C::Source, |row| row.source, ("Slag av källa.", "Kind of source.")).filtered(),
            F::maybe_text("sourceTitle", C::SourceTitle, |row| row.source_title.as_deref(),
                ("Källans namn.", "Name of the source.")),
            F::maybe_text("sourceAddress", C::SourceAddress, |row| row.source_address.as_deref(),
                ("Källans webbadress.", "Address of the source on the web.")),
            F::date("capturedOn", C::CapturedOn, |row| row.captured_on, ("Fångad den.", "Captured on.")).filtered().ordered(),
            F::choice("steep", C::Steep, |row| row.steep, ("Del av omvärlden.", "Part of the outside world.")).filtered(),
            F::code("sni", C::SniCode, Scheme::Sni2007, |row| row.sni.as_ref(),
                ("Bransch: SNI 2007.", "Industry: SNI 2007.")).filtered(),
            F::code("region", C::RegionCode, Scheme::Region, |row| row.region.as_ref(),
                ("Region: en daterad mängd kommuner.", "Region: a dated set of municipalities.")).filtered(),
            F::choice("status", C::Status, |row| row.status, about::STATUS).filtered().ordered(),
            F::steps(|row| row.status, signal::TRANSITIONS),
            F::maybe_text("statusReason", C::StatusReason, |row| row.status_reason.as_deref(),
                ("Varför den arkiverades eller motbevisades.", "Why it was archived or refuted.")),
            F::int("assessmentCount", C::Assessments, |row| row.spread.number,
                ("Branschråd som har bedömt den.", "Industry councils that have assessed it.")).filtered().ordered(),
            F::maybe_int("relevanceLowest", C::RelevanceLowest, |row| row.spread.lowest,
                ("Lägsta relevans: 1–5, bland branschrådens senaste bedömningar.", "Lowest relevance: 1–5, of the industry councils' latest assessments.")).filtered().ordered(),
            F::computed::<Option<f64>>("relevanceMedian", |row| row.spread.median(),
                ("Relevansens median: 1–5, med halva steg när den ligger mellan två.", "Median relevance: 1–5, in half steps where it lies between two."))
                .looking_at(&[C::RelevanceMedianDoubled]).ordered_on(C::RelevanceMedianDoubled).showing(Shown::Decimal),
            F::maybe_int("relevanceHighest", C::RelevanceHighest, |row| row.spread.highest,
                ("Högsta relevans: 1–5, bland branschrådens senaste bedömningar.", "Highest relevance: 1–5, of the industry councils' latest assessments.")).filtered().ordered(),
            F::the::<CouncilObject>("council", C::CouncilId, |row| row.council,
                ("Råd: det som bevakar sin omvärld.", "Council: the one that scans its horizon.")).filtered().by_id(),
            F::many_as_of::<SignalAssessmentObject>("assessments", Family::Column(SignalAssessmentColumn::SignalId), SignalAssessment::holding_on,
                ("Branschrådens bedömningar: alla som gjorts, eller de som gällde en dag.", "The industry councils' assessments: all that were made, or those that held on a day."), ("Bedömningar som gällde den dagen.", "Assessments that held on that day.")),
            F::many::<SignalLinkObject>("links", Family::Column(SignalLinkColumn::SignalId),
                ("Kopplingar till behov, branscher och kompetenser.", "Links to needs, industries and skills.")),
            F::changed_since(),
            F::where_some::<SignalAssessmentObject>("someAssessment", SignalAssessmentColumn::SignalId,
                ("Har någon bedömning som uppfyller detta.", "Has some assessment that fulfils this.")),
            F::where_some::<SignalLinkObject>("someLink", SignalLinkColumn::SignalId,
                ("Har någon koppling som uppfyller detta.", "Has some link that fulfils this.")),
        ])
    }
}
