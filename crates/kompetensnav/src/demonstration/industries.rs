//! The eight industries with an industry council: what is made there, by whom, and what they need to know.
//! Skills are named by their labels in the list of skills; codes are looked up when the data are loaded.

/// One industry.
pub(super) struct Industry {
    /// The industry council's name.
    pub(super) council: &'static str,
    /// The industry council's SNI codes; the first is its employers' own.
    pub(super) sni: &'static [&'static str],
    /// What its invented employers are called after their place.
    pub(super) trades: [&'static str; 3],
    /// Women in a hundred of its people.
    pub(super) women: u32,
    /// SSYK codes, each with three skills that are asked for: 21 needs.
    pub(super) occupations: [(&'static str, [&'static str; 3]); 7],
}

/// The industries; the first five are those of the seed's target group (S3-F12).
pub(super) const INDUSTRIES: [Industry; 8] =
    [VEHICLES, TRADE, HOSPITALITY, TRANSPORT, TECHNOLOGY, CONSTRUCTION, CARE, SOFTWARE];

/// How many of [`INDUSTRIES`] the project 2020/00312 reaches.
pub(super) const IN_THE_PROJECT: usize = 5;

const VEHICLES: Industry = Industry {
    council: "Branschråd Fordonsindustri",
    sni: &["29", "30"],
    trades: ["Fordonskomponenter", "Karosseri", "Drivlinor"],
    women: 24,
    occupations: [
        ("8211", ["Fordonsmontering", "Kvalitetskontroll, industriell tillverkning", "Ständiga förbättringar/Lean"]),
        ("7223", ["CNC-programmering", "Mätteknik", "Ritningsläsning"]),
        ("7231", ["Bilelektronik", "Hybridteknik", "Felsökning, fordonsmekanik"]),
        ("7233", ["Programmerbart styrsystem/PLC", "Hydraulik", "Robotteknik"]),
        ("3114", ["CAD-konstruktion/CAD-ritning", "Batteriteknik", "Elmotorteknik"]),
        ("2512", ["Python, programmeringsspråk", "Testautomatisering/Test automation", "CAN, kommunikationsprotokoll"]),
        ("1370", ["Ledarskapsutveckling", "Arbetsmiljöansvar", "Hållbarhetskompetens"]),
    ],
};

const TRADE: Industry = Industry {
    council: "Branschråd Handel",
    sni: &["47", "46"],
    trades: ["Detaljhandel", "Partihandel", "E-handel"],
    women: 61,
    occupations: [
        ("5223", ["Butiksvana, fackhandel", "Kundbemötande och service", "Visual merchandising"]),
        ("5222", ["Butiksvana, dagligvaror", "Kassavana", "Livsmedelshygien"]),
        ("5221", ["Butiksledning, fackhandel", "Butiksekonomikunskap", "Ledarskapsutveckling"]),
        ("5242", ["Kundtjänst", "E-handel, erfarenhet", "Digital marknadsföring/Onlinemarknadsföring"]),
        ("3322", ["Exportförsäljning", "Kundanalys", "Affärssystem, erfarenhet"]),
        ("3323", ["Inköpsansvar", "Hållbar upphandling", "Inköpsjuridik"]),
        (
            "1730",
            ["Sökmotormarknadsföring/SEM", "E-handel, utveckling/Elektronisk handel, utveckling", "Arbetsmiljöansvar"],
        ),
    ],
};

const HOSPITALITY: Industry = Industry {
    council: "Branschråd Besöksnäring",
    sni: &["55", "56"],
    trades: ["Hotell", "Restaurang", "Konferens"],
    women: 54,
    occupations: [
        ("5120", ["Kallkök", "Utbildning i livsmedelshygien", "Hållbarhetskompetens"]),
        ("5131", ["Bordsservering", "Ansvarsfull alkoholservering, utbildning", "Yrkesengelska"]),
        ("5132", ["Bararbete", "Sprit/Vin", "Kundbemötande och service"]),
        ("9412", ["Enklare matlagningskunskaper", "Livsmedelshygien", "Systematiskt arbetsmiljöarbete/SAM"]),
        (
            "1710",
            [
                "Revenue Management/Yield management",
                "Verksamhetsledning, hotell- och konferens",
                "Ledarskapsutveckling",
            ],
        ),
        ("5151", ["Hotellstädning", "Handledning av vuxna i lärande", "Fysisk arbetsmiljö och ergonomi"]),
        ("4224", ["Receptionsvana", "OPERA, hotellbokningssystem", "Digital marknadsföring/Onlinemarknadsföring"]),
    ],
};

const TRANSPORT: Industry = Industry {
    council: "Branschråd Transport och logistik",
    sni: &["49", "52"],
    trades: ["Åkeri", "Logistik", "Terminal"],
    women: 22,
    occupations: [
        ("8332", ["Yrkeskompetensbevis för förare (YKB)", "ADR, styckegods (grundkurs)", "Hållbara transporter"]),
        ("4322", ["Lagerstyrning", "Truckvana", "Lagerhanteringsprogram"]),
        ("8344", ["A-truckar", "B-truckar", "Gaffeltruck"]),
        ("4323", ["Transportledning, vägtrafik", "Logistik", "Yrkesengelska"]),
        ("3331", ["Tulldeklaration", "ITS (internationell spedition)", "Transport av farligt gods"]),
        ("8331", ["Kundbemötande och service", "Systematiskt arbetsmiljöarbete/SAM", "Kundtjänst"]),
        ("4321", ["Ledarskapsutveckling", "Ständiga förbättringar/Lean", "Arbetsmiljöansvar"]),
    ],
};

const TECHNOLOGY: Industry = Industry {
    council: "Branschråd Teknik och industri",
    sni: &["25", "27", "28"],
    trades: ["Mekaniska", "Verktyg", "Automation"],
    women: 21,
    occupations: [
        ("7212", ["Allmänna svetskunskaper", "Robotsvetsning", "IW, Internationell svetsare, yrkesdiplom"]),
        ("7412", ["Industriella styrsystem", "Kraftelektronik", "Elsäkerhetsledare"]),
        ("7223", ["CNC-programmering", "Mätteknik", "Maskinkunskap och maskinunderhåll, industriell tillverkning"]),
        (
            "8213",
            [
                "Elektronikmontering",
                "Montering inom industriell tillverkning",
                "Yrkessvenska, industriell tillverkning",
            ],
        ),
        ("3111", ["Materialplanering, industriell tillverkning", "Kvalitetssäkring", "Dataanalys"]),
        ("3122", ["Ledarskapsutveckling", "Coaching/Coachning", "Jämställdhetsarbete"]),
        ("2512", ["Machine learning/Maskininlärning", "Cybersäkerhet, IoT/sakernas Internet", "Molnteknik"]),
    ],
};

const CONSTRUCTION: Industry = Industry {
    council: "Branschråd Bygg och installation",
    sni: &["41", "43"],
    trades: ["Bygg", "Installation", "Anläggning"],
    women: 10,
    occupations: [
        ("7111", ["Ritningsläsning", "Kvalitetsarbete, erfarenhet", "Fysisk arbetsmiljö och ergonomi"]),
        ("7125", ["Utbildningsbevis, VVS-montör", "Service och underhåll, VVS", "Hållbart byggande och förvaltning"]),
        ("7411", ["Praktisk ellära", "Fastighetsautomation", "Elsäkerhetsledare"]),
        ("7113", ["Betongarbete", "Betonggjutning", "Betongteknik"]),
        ("7126", ["Industrikyla", "Kylcertifikat", "Komfortkylning"]),
        ("3121", ["Byggledning", "Bas-U/Byggarbetsmiljösamordnaren för utförandet av arbetet", "Kalkylering, bygg"]),
        ("8342", ["Arbetsmiljöplan", "Dokumentation", "Allmän arbetsmiljöutbildning"]),
    ],
};

const CARE: Industry = Industry {
    council: "Branschråd Vård och omsorg",
    sni: &["87", "86", "88"],
    trades: ["Vård", "Omsorg", "Hemtjänst"],
    women: 82,
    occupations: [
        ("5321", ["Demensvård", "Omvårdnad", "Dokumentation inom hälso- och sjukvård"]),
        ("5330", ["Personlig omvårdnad", "Basala hygienrutiner inom hälso- och sjukvård", "Social dokumentation"]),
        (
            "5343",
            ["Alternativ och kompletterande kommunikation/AKK", "Allmän omvårdnadserfarenhet", "Omvårdnadsplanering"],
        ),
        (
            "2221",
            [
                "Demensvård, specialistområde för sjuksköterska",
                "Palliativ vård, specialistområde för sjuksköterska",
                "Handledning för yrkesverksamma inom hälso- och sjukvård",
            ],
        ),
        ("2272", ["Hälsopedagogik", "Dokumentation inom hälso- och sjukvård", "Fysisk arbetsmiljö och ergonomi"]),
        ("5342", ["Social dokumentation", "Kundbemötande och service", "Pedagogisk dokumentation"]),
        ("4117", ["Medicinsk dokumentation", "MS Excel", "Affärssystem, erfarenhet"]),
    ],
};

const SOFTWARE: Industry = Industry {
    council: "Branschråd IT och tech",
    sni: &["62"],
    trades: ["Programvara", "Data", "Systemutveckling"],
    women: 27,
    occupations: [
        ("2511", ["Molnteknik", "Cybersäkerhet, moln", "Agila arbetsmetoder"]),
        ("2512", ["Java, programmeringsspråk", "Python, programmeringsspråk", "SQL, frågespråk"]),
        ("2514", ["Testautomatisering/Test automation", "Acceptanstestning", "Systemtestning"]),
        ("2516", ["Cybersäkerhet, nätverk", "Cybersäkerhet, kritisk IT-infrastruktur", "Verktyg inom cybersäkerhet"]),
        ("2513", ["Användbarhet", "JavaScript, programmeringsspråk", "HTML, programmeringsspråk"]),
        ("1310", ["Projektledning, IT", "Ledarskapsutveckling", "Scrum, systemutvecklingsmetod"]),
        ("2515", ["Dataanalys", "Artificial Intelligence/Artificiell intelligens/AI", "PostgreSQL, databashanterare"]),
    ],
};
