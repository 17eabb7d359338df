//! What education others give: some sixty offerings and a hundred and fifty events, all of them invented. First days follow the day that
//! plans are reckoned from; some have none, some are at a distance, and some were cancelled or taken back.

use chrono::NaiveDate;
use education_supply::{
    EducationEvent, EducationImport, EducationOffering,
    event::{EventContent, ExecutionCondition, TimeOfStudy},
    offering::{Configuration, CreditSystem, OfferingContent, SchoolType},
    run::BeginImport,
};
use kernel::{Id, Money, Result, SequentialIds};
use store::Tx;
use taxonomy::Scheme;

use super::{
    draw::{Draw, later},
    supply_001::{CNC, ROBOTS, WELDING},
    world::{code, ids_from, labelled, noon},
};

/// Keeps these draws apart from the others'.
const SERIES: u64 = 206;
/// Ids of their own, so that no other row's moves.
const IDS_FROM: u128 = ids_from(2);
/// What the readings of this supply are called.
const SOURCE: &str = "demonstration";

/// What is taught: title, SUN 2020, SSYK 2012, a skill's label, and what one learns.
type Subject = (&'static str, &'static str, &'static str, Option<&'static str>, &'static str);

const SUBJECTS: [Subject; 20] = [
    (
        "Svetsning",
        "521c",
        "7212",
        Some(WELDING),
        "Svetsa med MIG, MAG och TIG, läsa ritningar och kontrollera svetsar.",
    ),
    ("CNC-teknik", "521c", "7223", Some(CNC), "Ställa och köra CNC-maskiner, bereda detaljer och mäta dem."),
    ("Robotteknik", "523f", "3113", Some(ROBOTS), "Programmera industrirobotar, bygga celler och felsöka dem."),
    ("Automation", "523f", "3113", None, "Programmera styrsystem, koppla givare och hålla anläggningar i drift."),
    ("Elektromobilitet", "525c", "7231", None, "Felsöka högvoltssystem, batterier och laddning i fordon."),
    ("Industriellt underhåll", "521x", "7412", None, "Planera underhåll, smörja, rikta och byta delar i maskiner."),
    ("Elinstallation", "522c", "7411", None, "Installera och mäta i byggnader, med säkerhet i arbetet."),
    ("Energiteknik", "522d", "3113", None, "Mäta energi, trimma värme och ventilation och räkna på sparande."),
    ("VVS-montage", "582f", "7114", None, "Montera rör, värme och sanitet efter ritning."),
    ("Byggande i trä", "582c", "7111", None, "Bygga stommar i trä, mäta ut och läsa ritningar."),
    ("Industriell träbearbetning", "543c", "8189", None, "Såga, hyvla och sortera med automatisk mätning."),
    ("Livsmedelsproduktion", "541c", "8189", None, "Hygien, spårbarhet och styrning av linjer för livsmedel."),
    ("Bageri", "541e", "8189", None, "Deg, jäsning och bakning i större skala."),
    ("Systemutveckling", "481a", "2512", None, "Programmera, testa och driftsätta tjänster tillsammans."),
    ("Dataanalys", "481b", "2511", None, "Hämta, tvätta och visa data, med statistik som håller."),
    ("Arbetsledning", "345a", "4321", None, "Leda en grupp, fördela arbete och föra samtal om utveckling."),
    ("Personal och lön", "345c", "2422", None, "Arbetsrätt, löner och kompetensplaner."),
    ("Vård av äldre", "723x", "5330", None, "Omvårdnad, bemötande och välfärdsteknik i äldres hem."),
    ("Matlagning", "811c", "5120", None, "Laga mat för många, med råvaror efter säsong."),
    ("Digital vardag", "482z", "4321", None, "Söka, skriva, räkna och dela dokument säkert."),
];

/// How it is given: words after the title, form, how it is put together, ISCED, SeQF, credits in hundredths, days it takes.
struct Form {
    words: &'static str,
    school_type: SchoolType,
    configuration: Configuration,
    level: &'static str,
    seqf: &'static str,
    credits: (CreditSystem, i32),
    days: i32,
    kind: &'static str,
}

const FORMS: [Form; 3] = [
    Form {
        words: "för yrkesverksamma, kurs",
        school_type: SchoolType::Yh,
        configuration: Configuration::Course,
        level: "4",
        seqf: "5",
        credits: (CreditSystem::Yh, 3000),
        days: 110,
        kind: "yh",
    },
    Form {
        words: "på gymnasial nivå",
        school_type: SchoolType::Vuxgy,
        configuration: Configuration::CoursePackage,
        level: "3",
        seqf: "4",
        credits: (CreditSystem::Vp, 60000),
        days: 200,
        kind: "vux",
    },
    Form {
        words: "grundkurs",
        school_type: SchoolType::Hs,
        configuration: Configuration::Course,
        level: "6",
        seqf: "6",
        credits: (CreditSystem::Hp, 750),
        days: 70,
        kind: "hs",
    },
];

/// Municipalities with their towns.
const PLACES: [(&str, &str); 10] = [
    ("1480", "Göteborg"),
    ("1490", "Borås"),
    ("1488", "Trollhättan"),
    ("1496", "Skövde"),
    ("1980", "Västerås"),
    ("1983", "Köping"),
    ("1880", "Örebro"),
    ("0484", "Eskilstuna"),
    ("1280", "Malmö"),
    ("2480", "Umeå"),
];

/// The supply.
pub(super) struct Supply {
    offerings: Vec<EducationOffering>,
    events: Vec<EducationEvent>,
    reading: EducationImport,
}

impl Supply {
    /// Inserts it in the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.offerings).await?;
        tx.insert_many(&self.events).await?;
        tx.insert(&self.reading).await
    }
}

/// What is given as of `today`.
///
/// # Errors
/// `Broken` for a code that is in no list.
pub(super) fn build(today: NaiveDate) -> Result<Supply> {
    let ids = SequentialIds::starting_at(IDS_FROM);
    let (mut offerings, mut events) = (Vec::new(), Vec::new());
    for (nth, subject) in SUBJECTS.iter().enumerate() {
        for (form, given) in FORMS.iter().enumerate() {
            let number = FORMS.len() * nth + form;
            let mut offering = offering(&ids, number, subject, given, today)?;
            // Two or three events of each.
            for turn in 0..2 + usize::from(number.is_multiple_of(2)) {
                let mut draw = Draw::of(SERIES, (3 * number + turn) as u32);
                let mut event = event(&ids, (number, turn), &offering, given, today, &mut draw);
                if number == 59 {
                    event.remove(later(today, -12), "taken back");
                }
                events.push(event);
            }
            if number == 59 {
                offering.remove(later(today, -12), "taken back");
            }
            offerings.push(offering);
        }
    }
    let begin = BeginImport { source: SOURCE.to_owned(), fingerprint: SOURCE.to_owned(), updated_since: None };
    let (mut reading, _) = EducationImport::begin(Id::new(&ids), begin, noon(later(today, -1)));
    reading.position = i32::try_from(offerings.len() + events.len()).unwrap_or(i32::MAX);
    reading.created = reading.position;
    reading.end(noon(later(today, -1)), None);
    Ok(Supply { offerings, events, reading })
}

fn offering(
    ids: &SequentialIds,
    number: usize,
    (title, sun, ssyk, skill, learns): &Subject,
    form: &Form,
    today: NaiveDate,
) -> Result<EducationOffering> {
    let content = OfferingContent {
        course_code: Some(format!("DEMO{number:03}")),
        title: format!("{title} {}", form.words),
        description: Some(format!("{learns} Påhittad utbildning (demonstration).")),
        url: Some(format!("https://example.org/utbildning/{number}")),
        school_type: Some(form.school_type),
        configuration: Some(form.configuration),
        isced: Some(code(Scheme::Isced2011, form.level)?),
        sun: Some(code(Scheme::Sun2020Field, sun)?),
        ssyk: Some(code(Scheme::Ssyk2012, ssyk)?),
        skill: skill.map(|label| labelled(Scheme::Skill, label)).transpose()?,
        seqf: Some(code(Scheme::Seqf, form.seqf)?),
        credit_system: Some(form.credits.0),
        credits_hundredths: Some(form.credits.1),
        is_vocational: form.school_type != SchoolType::Hs,
        gives_degree: false,
        edited_on: Some(later(today, -20)),
        expires_on: Some(later(today, 700)),
    };
    let identifier = format!("i.demonstration.{}.{number}", form.kind);
    Ok(EducationOffering::told(Id::new(ids), 1, &identifier, content, format!("demonstration {number}")))
}

fn event(
    ids: &SequentialIds,
    (number, turn): (usize, usize),
    offering: &EducationOffering,
    form: &Form,
    today: NaiveDate,
    draw: &mut Draw,
) -> EducationEvent {
    let (municipality, town) = PLACES[(number + 3 * turn) % PLACES.len()];
    let is_distance = turn == 1 && number.is_multiple_of(3);
    // Adult education begins when one likes; the last turn of others is not dated yet.
    let execution = match (form.school_type, turn) {
        (SchoolType::Vuxgy, 1) => ExecutionCondition::DatedByStudent,
        (_, 2) if number.is_multiple_of(4) => ExecutionCondition::DatedByProvider,
        _ => ExecutionCondition::Dated,
    };
    let starts_on =
        (execution == ExecutionCondition::Dated).then(|| later(today, 150 * turn as i32 + draw.between(-40, 120)));
    // Many who give adult education tell no municipality.
    let is_placed = !(is_distance || form.school_type == SchoolType::Vuxgy && number.is_multiple_of(5));
    let content = EventContent {
        title: None,
        provider_code: Some(format!("p.demonstration.{}", (number + turn) % 12)),
        url: offering.content.url.clone(),
        execution: Some(execution),
        starts_on,
        ends_on: starts_on.map(|day| later(day, form.days)),
        municipality: is_placed.then(|| municipality.to_owned()),
        town: is_placed.then(|| town.to_owned()),
        sites: i32::from(is_placed),
        site_names: is_placed.then(|| town.to_owned()),
        language: Some(if draw.percent(8) { "en" } else { "sv" }.to_owned()),
        pace_percent: Some(*draw.pick(&[25, 50, 50, 100])),
        time_of_study: Some(*draw.pick(&[TimeOfStudy::Day, TimeOfStudy::Evening, TimeOfStudy::Mixed])),
        is_distance,
        mandatory_sessions: is_distance.then(|| draw.between(0, 5)),
        places: Some(draw.between(8, 40)),
        fee: Some(Money::kronor(0)),
        apply_from: starts_on.map(|day| later(day, -150)),
        apply_until: starts_on.map(|day| later(day, -45)),
        admits_continuously: execution == ExecutionCondition::DatedByStudent,
        is_cancelled: number % 17 == 5 && turn == 0,
        edited_on: Some(later(today, -20)),
        expires_on: Some(later(today, 700)),
    };
    let identifier = format!("e.demonstration.{}.{number}.{turn}", form.kind);
    EducationEvent::told((Id::new(ids), 1), offering.id, &identifier, content, format!("demonstration {number}.{turn}"))
}
