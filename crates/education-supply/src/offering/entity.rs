//! What an offering is: an education that somebody gives, whenever and wherever it is given.

use chrono::NaiveDate;
use kernel::{id::EducationOfferingId, text_enum};

use crate::emil::key_of;

text_enum! {
    pub enum SchoolType ("Skolform eller utbildningsform, enligt EMIL 3.", "Type of school or form of education, by EMIL 3.") {
        Au = "AU" ("Annan undervisning", "Other teaching"),
        Aub = "AUB" ("Arbetsmarknadsutbildning", "Labour market training"),
        Fhs = "FHS" ("Folkhögskola", "Folk high school"),
        Fklass = "FKLASS" ("Förskoleklass", "Preschool class"),
        Fth = "FTH" ("Fritidshem", "School-age educare"),
        Gr = "GR" ("Grundskola", "Compulsory school"),
        Gran = "GRAN" ("Anpassad grundskola", "Adapted compulsory school"),
        Gy = "GY" ("Gymnasieskola", "Upper secondary school"),
        Gyan = "GYAN" ("Anpassad gymnasieskola", "Adapted upper secondary school"),
        Hs = "HS" ("Högskola", "Higher education"),
        Kku = "KKU" ("Konst- och kulturutbildning", "Arts and culture education"),
        Ku = "KU" ("Kulturskola", "School of arts for the young"),
        Ny = "NY" ("Nationell yrkesutbildning", "National vocational education"),
        Oppfth = "OPPFTH" ("Öppen fritidsverksamhet", "Open leisure-time activities"),
        Sam = "SAM" ("Sameskola", "Sami school"),
        Sp = "SP" ("Specialskola", "Special school"),
        Stf = "STF" ("Studieförbund", "Adult education association"),
        Vux = "VUX" ("Kommunal vuxenutbildning", "Municipal adult education", ("bara i EMIL till och med 3.0.2", "only in EMIL up to 3.0.2")),
        Vuxgr = "VUXGR" ("Komvux på grundläggande nivå", "Municipal adult education, basic level"),
        Vuxgran = "VUXGRAN" ("Komvux som anpassad utbildning på grundläggande nivå", "Municipal adult education, adapted, basic level"),
        Vuxgy = "VUXGY" ("Komvux på gymnasial nivå", "Municipal adult education, upper secondary level"),
        Vuxgyan = "VUXGYAN" ("Komvux som anpassad utbildning på gymnasial nivå", "Municipal adult education, adapted, upper secondary level"),
        Vuxsfi = "VUXSFI" ("Komvux i svenska för invandrare", "Municipal adult education in Swedish for immigrants"),
        Yh = "YH" ("Yrkeshögskola", "Higher vocational education"),
    }
}

text_enum! {
    pub enum Configuration as "EducationConfiguration" ("Hur en utbildning är sammansatt.", "How an education is put together.") {
        Course = "COURSE" ("Kurs", "Course"),
        CoursePackage = "COURSE_PACKAGE" ("Kurspaket", "Course package"),
        Programme = "PROGRAMME" ("Program", "Programme"),
    }
}

impl Configuration {
    /// By its code in EMIL 3.
    pub fn of_emil(code: &str) -> Option<Self> {
        match code.to_lowercase().as_str() {
            "kurs" => Some(Self::Course),
            "kurspaket" => Some(Self::CoursePackage),
            "program" => Some(Self::Programme),
            _ => None,
        }
    }
}

text_enum! {
    pub enum CreditSystem
        ("Slag av poäng; en poäng av ett slag är inte en av ett annat.", "Kind of credits; one of a kind is not one of another.") {
        Hp = "HP" ("Högskolepoäng", "Higher education credits"),
        Yh = "YH" ("Yrkeshögskolepoäng", "Higher vocational education credits"),
        Gy = "GY" ("Gymnasiepoäng", "Upper secondary credits"),
        Fup = "FUP" ("Folkhögskolepoäng", "Folk high school credits"),
        Vp = "VP" ("Verksamhetspoäng", "Adult education credits"),
        Nyp = "NYP" ("Poäng i nationell yrkesutbildning", "Credits of national vocational education"),
    }
}

/// What a source says of an offering.
#[derive(Clone, Debug, Default)]
pub struct OfferingContent {
    /// Its course or programme code at the source.
    pub course_code: Option<String>,
    /// At most 500 characters.
    pub title: String,
    /// Plain text, at most 4,000 characters.
    pub description: Option<String>,
    /// An address on the web.
    pub url: Option<String>,
    pub school_type: Option<SchoolType>,
    pub configuration: Option<Configuration>,
    /// ISCED 2011, one digit.
    pub isced: Option<String>,
    /// SUN 2020, field.
    pub sun: Option<String>,
    /// SSYK 2012.
    pub ssyk: Option<String>,
    /// A skill's concept id.
    pub skill: Option<String>,
    /// SeQF level.
    pub seqf: Option<String>,
    pub credit_system: Option<CreditSystem>,
    /// Hundredths of a credit.
    pub credits_hundredths: Option<i32>,
    pub is_vocational: bool,
    pub gives_degree: bool,
    pub edited_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
}

/// Utbildning i utbudet. Everyone reads it.
#[derive(Clone, Debug)]
pub struct EducationOffering {
    /// Id.
    pub id: EducationOfferingId,
    /// Version.
    pub version: i32,
    /// The source's identifier, as it writes it.
    pub identifier: String,
    /// The same, by which records are told apart.
    pub source_key: String,
    /// Whether the source has told of it; else only an event has named it.
    pub is_described: bool,
    /// What the source says.
    pub content: OfferingContent,
    /// The day on which the source was found to have taken it back.
    pub removed_on: Option<NaiveDate>,
    /// Of the record as it was last read; empty where it never was.
    pub content_hash: String,
}

impl EducationOffering {
    /// As the source tells of it.
    pub fn told(
        id: EducationOfferingId,
        version: i32,
        identifier: &str,
        content: OfferingContent,
        hash: String,
    ) -> Self {
        Self {
            id,
            version,
            identifier: identifier.to_owned(),
            source_key: key_of(identifier),
            is_described: true,
            content,
            removed_on: None,
            content_hash: hash,
        }
    }

    /// As an event names it, and nothing else has: by the event's title where it has one.
    pub fn named(id: EducationOfferingId, identifier: &str, title: Option<&str>) -> Self {
        let title = title.unwrap_or(identifier).to_owned();
        let content = OfferingContent { title, ..OfferingContent::default() };
        Self { is_described: false, ..Self::told(id, 1, identifier, content, String::new()) }
    }

    /// The source has taken it back, as was found on `day`. Answers whether that is news.
    pub fn remove(&mut self, day: NaiveDate, hash: &str) -> bool {
        hash.clone_into(&mut self.content_hash);
        self.removed_on.replace(self.removed_on.unwrap_or(day)).is_none()
    }
}
