//! What is told of an object at other addresses, for those who are told something there.

use access::{Action, Anchors, view};
use councils::meeting::paper::PaperStatus;
use efforts::effort::EffortStatus;
use gateway::{PAPERS, open_efforts::List};
use graph::ShownObject;
use kernel::{
    Label, Lang,
    id::{CouncilId, OrganisationId},
};
use procurements::procurement::ProcurementStatus;
use serde_json::Value;
use web::commands::Link;

use super::{Reader, briefing, minutes};

const FRAME: Label = Label { sv: "Kompetensramverk (CASE 1.1, JSON)", en: "Competency framework (CASE 1.1, JSON)" };
const EQUALITY: Label = Label { sv: "Jämställdhetsuppföljning", en: "Equality follow-up" };
const RELEASE: Label = Label { sv: "Öppna data (OCDS 1.1, JSON)", en: "Open data (OCDS 1.1, JSON)" };
const EDUCATION: Label = Label { sv: "Öppna data (EMIL 3, JSON)", en: "Open data (EMIL 3, JSON)" };

const CALENDAR: Label = Label { sv: "Mötena som kalender (iCalendar)", en: "The meetings as a calendar (iCalendar)" };
const OPARL: Label = Label { sv: "Justerade protokoll (OParl 1.1, JSON)", en: "Approved minutes (OParl 1.1, JSON)" };
const POPOLO: Label = Label { sv: "Mandat och röster (Popolo, JSON)", en: "Mandates and votes (Popolo, JSON)" };

/// Those of the object with this id: a council's next briefing and open formats, a meeting's minutes and briefing, a paper's file, an
/// employer's competency frameworks and its equality follow-up.
pub(super) fn of(reader: &Reader, object: &ShownObject, id: &str, node: &Value) -> Vec<Link> {
    let lang = reader.lang();
    let (employer, frames): (Option<&str>, Vec<Link>) = match object.name {
        "Organisation" => {
            let analyses = node["competenceAnalyses"]["nodes"].as_array().into_iter().flatten();
            let frames = analyses.filter_map(|one| Some(frame(one["id"].as_str()?, one["title"].as_str(), lang)));
            (Some(id), frames.collect())
        }
        "CouncilMeeting" => {
            return minutes::link(id, node, lang).into_iter().chain([briefing::link(id, lang)]).collect();
        }
        "MeetingPaper" => return paper(reader, id, node).into_iter().collect(),
        "Council" | "IndustryCouncil" => {
            return briefing::of_body(reader, object, id, node).into_iter().chain(open_formats(id, lang)).collect();
        }
        "Procurement" => {
            let address = format!("/upphandling/{id}.json");
            let is_judged_anew = node["status"] == ProcurementStatus::Evaluation.as_str();
            let released = node["disclosedOn"].is_string() && !is_judged_anew;
            return released.then(|| Link { label: RELEASE.get(lang).to_owned(), address }).into_iter().collect();
        }
        "Effort" => {
            let is_public = EffortStatus::PUBLIC.iter().any(|status| node["status"] == status.as_str());
            let link = || Link { label: EDUCATION.get(lang).to_owned(), address: List::Infos.address(id) };
            return is_public.then(link).into_iter().collect();
        }
        "CompetenceAnalysis" => (node["organisation"]["id"].as_str(), vec![frame(id, None, lang)]),
        _ => (None, Vec::new()),
    };
    let Some(employer) = employer else { return Vec::new() };
    let own = Anchors { organisation: OrganisationId::parse(employer), ..Anchors::default() };
    let reaches = |action| view(&reader.request, action).covers(&own);
    let frames = frames.into_iter().filter(|_| reaches(Action::ReadRequirements));
    let equality = reaches(Action::ReadWorkforce).then(|| Link {
        label: EQUALITY.get(lang).to_owned(),
        address: format!("/fragor/jamstalldhet-per-organisation?organisation={employer}"),
    });
    frames.chain(equality).collect()
}

/// Where a paper's file is fetched; where it has none, where it is handed in by those who may.
fn paper(reader: &Reader, id: &str, node: &Value) -> Option<Link> {
    let lang = reader.lang();
    if let Some(name) = node["fileName"].as_str() {
        let label = Label { sv: "Hämta filen", en: "Fetch the file" }.get(lang);
        return Some(Link { label: format!("{label}: {name}"), address: format!("{PAPERS}{id}") });
    }
    let council = node["council"]["id"].as_str().and_then(CouncilId::parse);
    let own = Anchors { council, ..Anchors::default() };
    let may = node["status"] == PaperStatus::Standing.as_str()
        && council.is_some()
        && view(&reader.request, Action::PrepareMeeting).covers(&own);
    let label = Label { sv: "Lämna filen", en: "Hand in the file" }.get(lang);
    may.then(|| Link { label: label.to_owned(), address: format!("/lamna-underlag/{id}") })
}

/// The command that reports a gap that is common.
const REPORT: &str = "reportCommonGap";

/// Where the gaps that are common in a selection are told.
struct CommonGaps {
    label: Label,
    /// The question's address.
    slug: &'static str,
    /// The address of the parameter that selects, and the field of the command that says the same.
    selects: (&'static str, &'static str),
}

const COMMON_GAPS: [CommonGaps; 3] = [
    CommonGaps {
        label: Label { sv: "Gemensamma gap i ett projekt", en: "Common gaps of a project" },
        slug: "gemensamma-gap-i-projektet",
        selects: ("projekt", "projectId"),
    },
    CommonGaps {
        label: Label { sv: "Gemensamma gap i en bransch", en: "Common gaps of an industry" },
        slug: "gemensamma-gap-i-branschen",
        selects: ("bransch", "sni"),
    },
    CommonGaps {
        label: Label { sv: "Gemensamma gap i en region", en: "Common gaps of a region" },
        slug: "gemensamma-gap-i-regionen",
        selects: ("region", "region"),
    },
];

/// The command that is done with each row of a question's answer, and what fills in its form: its fields with the columns of the row,
/// and with the parameters of the question.
pub(super) type OfRows = (&'static str, Vec<(String, String)>, Vec<(String, String)>);

/// That of the question with this address.
pub(super) fn of_rows(slug: &str) -> Option<OfRows> {
    let gaps = COMMON_GAPS.iter().find(|gaps| gaps.slug == slug)?;
    let (address, field) = gaps.selects;
    let pair = |field: &str, from: &str| (field.to_owned(), from.to_owned());
    let columns = vec![pair("skill", "skill_code"), pair("ssyk", "ssyk_code")];
    Some((REPORT, columns, vec![pair(field, address)]))
}

/// Those of a command's form: what can be reported as common is what is shown as common.
pub(super) fn of_form(command: &str, lang: Lang) -> Vec<Link> {
    let told = COMMON_GAPS.iter().filter(|_| command == REPORT);
    let link =
        |gaps: &CommonGaps| Link { label: gaps.label.get(lang).to_owned(), address: format!("/fragor/{}", gaps.slug) };
    told.map(link).collect()
}

fn open_formats(id: &str, lang: Lang) -> impl Iterator<Item = Link> {
    let links = [
        (CALENDAR, format!("/kalender/{id}.ics")),
        (OPARL, format!("/oparl/1.1/organization/{id}")),
        (POPOLO, format!("/popolo/{id}.json")),
    ];
    links.into_iter().map(move |(label, address)| Link { label: label.get(lang).to_owned(), address })
}

fn frame(analysis: &str, title: Option<&str>, lang: Lang) -> Link {
    let label = FRAME.get(lang);
    let label = title.map_or_else(|| label.to_owned(), |title| format!("{label}: {title}"));
    Link { label, address: format!("/ramverk/{analysis}.json") }
}
