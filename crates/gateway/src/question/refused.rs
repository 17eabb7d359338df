//! Why a question is not answered: a status, a stable code, and words that say what to do.

use ::http::StatusCode;
use async_graphql::{ServerError, Value};
use kernel::{Error, Label, Lang, Rule, error::Detail};
use questions::{EncodeError, FlattenError, ParameterError};

use edge::{AWAY_SECONDS, Fault, Refusal};

/// Which refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No such question, or none that this caller may know of.
    UnknownQuestion,
    /// No competence analysis of that id, or none whose requirements this caller reads.
    UnknownFrame,
    /// Nothing of that id in an open format, or nothing that this caller reads.
    UnknownRecord,
    /// No procurement of that id, or none that is awarded.
    UnknownRelease,
    /// No such list of educations, or no record of that identifier that is everyone's.
    UnknownEducation,
    /// The question is not open, and the caller is not signed in.
    SignIn,
    /// The access token is for other questions.
    NotThisQuestion,
    /// A competence analysis is open to nobody, and the caller is not signed in.
    FrameSignIn,
    /// An access token is for questions, and opens no competence analysis.
    NoTokenOfQuestions,
    /// Parameters that cannot be used; see [`Refused::wrong`].
    Parameters,
    /// More rows than an answer may have.
    TooManyRows {
        /// So many there may be.
        most: u64,
    },
    /// A list within a row that is longer than the question reads of it: a part is not told as the whole.
    ListIsTooLong,
    /// A larger file than is kept.
    TooLarge {
        /// So many megabytes it may be.
        most: u64,
    },
    /// A secret in the address.
    SecretInAddress,
    /// `If-Match` names what the answer no longer is.
    HasChanged,
    /// Another method than GET and HEAD.
    Method,
    /// Another method than GET, HEAD and PUT, where a file is handed in, too.
    FileMethod,
    /// The front door or a resolver refused, with its own code.
    Said {
        /// The status.
        status: StatusCode,
        /// The stable code.
        code: String,
    },
    /// A change that a rule or the caller's roles forbid.
    NotDone {
        /// The status.
        status: StatusCode,
        /// The stable code.
        code: String,
    },
    /// A fault of ours.
    Internal,
}

/// One parameter that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Its name in the query string.
    pub address: String,
    /// Its label, Swedish and English.
    pub label: (String, String),
    /// What to write, Swedish and English.
    pub message: (String, String),
    /// Which rule.
    pub rule: Rule,
}

/// A limit that is whole again at a known time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The limit.
    pub limit: u64,
    /// When it is whole again, by RFC 3339.
    pub reset_at: String,
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which.
    pub kind: Kind,
    /// What is wrong with which parameter, where it is that.
    pub wrong: Vec<Wrong>,
    /// Seconds to wait.
    pub retry_after: Option<u64>,
    /// The limit that was passed, where the caller is told when it is whole again.
    pub budget: Option<Box<Budget>>,
    /// The words of who refused, where they are not ours.
    said: Option<String>,
}

impl Refused {
    /// Of this kind.
    pub fn new(kind: Kind) -> Self {
        Self { kind, wrong: Vec::new(), retry_after: None, budget: None, said: None }
    }

    /// Because of one of the service's own parameters.
    pub(super) fn parameter(address: &str, rule: Rule, sv: &str, en: &str) -> Self {
        let both = |sv: &str, en: &str| (sv.to_owned(), en.to_owned());
        let wrong = Wrong { address: address.to_owned(), label: both(address, address), message: both(sv, en), rule };
        Self { wrong: vec![wrong], ..Self::new(Kind::Parameters) }
    }

    /// With `more` after what it says.
    pub(super) fn adding(mut self, more: &str, lang: Lang) -> Self {
        self.said = Some(format!("{} {more}", self.detail(lang)));
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        match &self.kind {
            Kind::UnknownQuestion | Kind::UnknownFrame | Kind::UnknownRecord => StatusCode::NOT_FOUND,
            Kind::UnknownRelease | Kind::UnknownEducation => StatusCode::NOT_FOUND,
            Kind::SignIn | Kind::FrameSignIn => StatusCode::UNAUTHORIZED,
            Kind::NotThisQuestion | Kind::NoTokenOfQuestions => StatusCode::FORBIDDEN,
            Kind::Parameters | Kind::SecretInAddress => StatusCode::BAD_REQUEST,
            Kind::TooManyRows { .. } | Kind::TooLarge { .. } | Kind::ListIsTooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Kind::HasChanged => StatusCode::PRECONDITION_FAILED,
            Kind::Method | Kind::FileMethod => StatusCode::METHOD_NOT_ALLOWED,
            Kind::Said { status, .. } | Kind::NotDone { status, .. } => *status,
            Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        match &self.kind {
            Kind::UnknownQuestion => "UNKNOWN_QUESTION",
            Kind::UnknownFrame => "UNKNOWN_FRAME",
            Kind::UnknownRelease => "UNKNOWN_RELEASE",
            Kind::UnknownEducation => "UNKNOWN_EDUCATION",
            Kind::UnknownRecord => "UNKNOWN_RECORD",
            Kind::SignIn | Kind::FrameSignIn => "UNAUTHENTICATED",
            Kind::NotThisQuestion | Kind::NoTokenOfQuestions => "DENIED",
            Kind::Parameters => "PARAMETER_IS_WRONG",
            Kind::TooManyRows { .. } => "TOO_MANY_ROWS",
            Kind::TooLarge { .. } => "FILE_IS_TOO_LARGE",
            Kind::ListIsTooLong => "LIST_IS_TOO_LONG",
            Kind::SecretInAddress => "SECRET_IN_ADDRESS",
            Kind::HasChanged => "HAS_CHANGED",
            Kind::Method | Kind::FileMethod => "METHOD_NOT_ALLOWED",
            Kind::Said { code, .. } | Kind::NotDone { code, .. } => code,
            Kind::Internal => "INTERNAL",
        }
    }

    /// A few words.
    pub fn title(&self, lang: Lang) -> &'static str {
        label(&self.kind).0.get(lang)
    }

    /// What is wrong and what to do.
    pub fn detail(&self, lang: Lang) -> String {
        if let Some(said) = &self.said {
            return said.clone();
        }
        if !self.wrong.is_empty() {
            let words = self.wrong.iter().map(|wrong| match lang {
                Lang::Sv => format!("{}: {}", wrong.label.0, wrong.message.0),
                Lang::En => format!("{}: {}", wrong.label.1, wrong.message.1),
            });
            return words.collect::<Vec<_>>().join(" ");
        }
        let text = label(&self.kind).1.get(lang);
        match &self.kind {
            Kind::TooManyRows { most } | Kind::TooLarge { most } => text.replace("{}", &most.to_string()),
            _ => text.to_owned(),
        }
    }

    /// Whether waiting and trying again may help.
    pub(super) fn passes(&self) -> bool {
        matches!(self.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
    }

    /// Whether one operation was too dear.
    pub(super) fn is_too_dear(&self) -> bool {
        self.code() == Refusal::Cost.code()
    }

    /// An error of GraphQL's, as the executor shaped it.
    pub(super) fn of_graphql(error: &ServerError, whole: Option<Refusal>, retry_after: Option<u64>) -> Self {
        let told = |name: &str| error.extensions.as_ref().and_then(|extensions| extensions.get(name));
        let number = |name: &str| match told(name) {
            Some(Value::Number(number)) => number.as_u64(),
            _ => None,
        };
        let code = match told("code") {
            Some(Value::String(code)) => code.clone(),
            _ => Refusal::Internal.code().to_owned(),
        };
        let budget = match (number("limit"), told("resetAt")) {
            (Some(limit), Some(Value::String(reset_at))) => {
                Some(Box::new(Budget { limit, reset_at: reset_at.clone() }))
            }
            _ => None,
        };
        let status = whole.map_or_else(|| status_of(&code), Refusal::status);
        let away = (status == Refusal::Unavailable.status()).then_some(AWAY_SECONDS);
        let retry_after = retry_after.or_else(|| number("retryAfter")).or(away);
        Self { retry_after, budget, said: Some(error.message.clone()), ..Self::new(Kind::Said { status, code }) }
    }

    /// What a service has against a change, in its rules' words.
    pub(super) fn of_error(error: Error, lang: Lang) -> Self {
        let not_done = |status, code: &str| Self::new(Kind::NotDone { status, code: code.to_owned() });
        let (status, rule, detail) = match error {
            Error::NotFound => return Self::new(Kind::UnknownRecord),
            Error::Denied => return not_done(StatusCode::FORBIDDEN, "DENIED"),
            Error::Invalid { rule, detail, .. } => (StatusCode::BAD_REQUEST, rule, detail),
            Error::Refused { rule, detail } => (StatusCode::CONFLICT, rule, detail),
            Error::Conflict { rule } => (StatusCode::CONFLICT, rule, Detail::default()),
            other => return other.into(),
        };
        let words = format!("{} {}", rule.text.get(lang), detail.get(lang));
        Self { said: Some(words.trim_end().to_owned()), ..not_done(status, rule.name) }
    }

    pub(super) fn of_fault(fault: &Fault, lang: Lang) -> Self {
        Self::of_graphql(&fault.error(lang), Some(fault.refusal), fault.retry_after)
    }
}

/// The status of a resolver's code.
fn status_of(code: &str) -> StatusCode {
    match code {
        "NOT_FOUND" => StatusCode::NOT_FOUND,
        "DENIED" => StatusCode::FORBIDDEN,
        "UNAUTHENTICATED" | "TOKEN_EXPIRED" => StatusCode::UNAUTHORIZED,
        "INVALID" | "BAD_USER_INPUT" | "REFUSED" => StatusCode::BAD_REQUEST,
        "CONFLICT" => StatusCode::CONFLICT,
        "UNAVAILABLE" => StatusCode::SERVICE_UNAVAILABLE,
        code if code == Refusal::Tables.code() => Refusal::Tables.status(),
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl From<Vec<ParameterError>> for Refused {
    fn from(errors: Vec<ParameterError>) -> Self {
        let wrong = errors.into_iter().map(|error| Wrong {
            message: (error.message(Lang::Sv), error.message(Lang::En)),
            address: error.address,
            label: (error.label.sv, error.label.en),
            rule: error.rule,
        });
        Self { wrong: wrong.collect(), ..Self::new(Kind::Parameters) }
    }
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(Kind::UnknownQuestion),
            Error::Unavailable(cause) => {
                tracing::warn!(%cause, "a question could not be answered");
                let mut refused = Self::new(Kind::Said {
                    status: StatusCode::SERVICE_UNAVAILABLE,
                    code: Refusal::Unavailable.code().to_owned(),
                });
                refused.retry_after = Some(AWAY_SECONDS);
                refused
            }
            other => internal(&other),
        }
    }
}

impl From<FlattenError> for Refused {
    fn from(error: FlattenError) -> Self {
        match error {
            FlattenError::InnerListIsCut { path } => {
                tracing::warn!(%path, "a list within a question is longer than it reads");
                Self::new(Kind::ListIsTooLong)
            }
            other => internal(&other),
        }
    }
}

impl From<EncodeError> for Refused {
    fn from(error: EncodeError) -> Self {
        match error {
            EncodeError::TooManyRows { most } => Self::new(Kind::TooManyRows { most }),
            other => internal(&other),
        }
    }
}

impl From<std::io::Error> for Refused {
    fn from(error: std::io::Error) -> Self {
        internal(&error)
    }
}

/// The cause goes to the log only.
pub(super) fn internal(cause: &dyn std::fmt::Display) -> Refused {
    tracing::error!(%cause, "a question could not be answered");
    Refused::new(Kind::Internal)
}

const fn l(sv: &'static str, en: &'static str) -> Label {
    Label { sv, en }
}

/// Title and detail.
fn label(kind: &Kind) -> (Label, Label) {
    match kind {
        Kind::UnknownQuestion => (
            l("Frågan finns inte", "There is no such question"),
            l("Kontrollera adressen, eller välj i frågebiblioteket.", "Check the address, or choose in the library."),
        ),
        Kind::UnknownFrame => (
            l("Ramverket finns inte", "There is no such framework"),
            l(
                "Kontrollera adressen. Bara den som läser arbetsgivarens krav når dess kompetensanalyser.",
                "Check the address. Only those who read the employer's requirements reach its competence analyses.",
            ),
        ),
        Kind::UnknownRecord => (
            l("Det finns inget här", "There is nothing here"),
            l(
                "Kontrollera adressen. Ett möte är öppet för alla när protokollet är justerat, och ett underlag när det får publiceras.",
                "Check the address. A meeting is open to everyone once its minutes are approved, and a paper once it may be published.",
            ),
        ),
        Kind::UnknownRelease => (
            l("Upphandlingen finns inte", "There is no such procurement"),
            l(
                "Kontrollera adressen. En upphandling lämnas ut som öppna data när tilldelning är beslutad.",
                "Check the address. A procurement is released as open data when an award is decided.",
            ),
        ),
        Kind::UnknownEducation => (
            l("Utbildningen finns inte", "There is no such education"),
            l(
                "Kontrollera adressen. En insats lämnas ut som öppna data när den är schemalagd.",
                "Check the address. An effort is released as open data when it is scheduled.",
            ),
        ),
        Kind::SignIn => (
            l("Logga in först", "Sign in first"),
            l(
                "Frågan är inte öppen. Ange en åtkomstnyckel som lösenord, eller som Authorization: Bearer.",
                "The question is not open. Give an access token as the password, or as Authorization: Bearer.",
            ),
        ),
        Kind::NotThisQuestion => (
            l("Nyckeln gäller andra frågor", "The token is for other questions"),
            l(
                "Åtkomstnyckeln gäller inte den här frågan. Skapa en som gör det på sidan /nycklar.",
                "The access token does not cover this question. Make one that does on the page /nycklar.",
            ),
        ),
        Kind::FrameSignIn => (
            l("Logga in först", "Sign in first"),
            l(
                "Ramverket är arbetsgivarens. Logga in på sidorna och hämta det där, eller ange inloggningens token \
                 som lösenord eller som Authorization: Bearer. Åtkomstnycklar gäller bara frågor.",
                "The framework is the employer's. Sign in on the pages and fetch it there, or give the sign-in's token \
                 as the password or as Authorization: Bearer. Access tokens are for questions only.",
            ),
        ),
        Kind::NoTokenOfQuestions => (
            l("Nyckeln gäller bara frågor", "The token is for questions only"),
            l(
                "Ingen åtkomstnyckel öppnar ett ramverk. Logga in på sidorna och hämta det där, eller ange inloggningens token \
                 som lösenord eller som Authorization: Bearer.",
                "No access token opens a framework. Sign in on the pages and fetch it there, or give the sign-in's token as \
                 the password or as Authorization: Bearer.",
            ),
        ),
        Kind::Parameters => (
            l("Något i adressen går inte att använda", "Something in the address cannot be used"),
            l("Rätta parametrarna.", "Correct the parameters."),
        ),
        Kind::TooManyRows { .. } => (
            l("För många rader", "Too many rows"),
            l(
                "Svaret har fler än {} rader. Avgränsa frågan, till exempel till en kortare period.",
                "The answer has more than {} rows. Narrow the question, for instance to a shorter period.",
            ),
        ),
        Kind::ListIsTooLong => (
            l("En för lång lista", "Too long a list"),
            l(
                "Något i urvalet har fler rader under sig än frågan läser, och en del visas inte som det hela. \
                 Avgränsa frågan.",
                "Something in the selection has more rows below it than the question reads, and a part is not shown as \
                 the whole. Narrow the question.",
            ),
        ),
        Kind::TooLarge { .. } => (
            l("För stor fil", "Too large a file"),
            l(
                "Filen är större än {} MB. Avgränsa frågan, eller hämta den som csv eller jsonl.",
                "The file is larger than {} MB. Narrow the question, or fetch it as csv or jsonl.",
            ),
        ),
        Kind::SecretInAddress => (
            l("En nyckel i adressen", "A token in the address"),
            l(
                "Sätt aldrig en åtkomstnyckel i adressen: adresser sparas i loggar och historik. Ange den som lösenord, och \
                 byt ut den här nyckeln.",
                "Never put an access token in the address: addresses are kept in logs and histories. Give it as the \
                 password, and replace this one.",
            ),
        ),
        Kind::HasChanged => (
            l("Svaret har ändrats", "The answer has changed"),
            l(
                "Det som If-Match anger gäller inte längre. Hämta svaret på nytt.",
                "What If-Match names no longer holds. Fetch the answer anew.",
            ),
        ),
        Kind::Method => (
            l("Bara hämtning", "Reading only"),
            l("Adressen svarar på GET och HEAD.", "The address answers GET and HEAD."),
        ),
        Kind::FileMethod => (
            l("Metoden finns inte här", "No such method here"),
            l(
                "Adressen svarar på GET och HEAD, och tar emot filen med PUT. En webbläsares formulär skickas från sidan /lamna-underlag.",
                "The address answers GET and HEAD, and takes the file by PUT. A browser's form is sent from the page /lamna-underlag.",
            ),
        ),
        Kind::Said { code, .. } if code == Refusal::Tables.code() => (
            l("Dagens statistiktabeller är slut", "Today's tables of statistics are used up"),
            l("Nya ges efter midnatt.", "New ones are given after midnight."),
        ),
        Kind::Said { status, .. } if *status == StatusCode::TOO_MANY_REQUESTS => (
            l("För många frågor på kort tid", "Too many questions in a short time"),
            l("Försök igen om en stund.", "Try again shortly."),
        ),
        Kind::Said { .. } => (
            l("Frågan kunde inte besvaras", "The question could not be answered"),
            l("Försök igen om en stund.", "Try again shortly."),
        ),
        Kind::NotDone { .. } => (
            l("Det gjordes inte", "It was not done"),
            l("Ingen av dina roller får göra det.", "None of your roles may do it."),
        ),
        Kind::Internal => (
            l("Ett fel hos oss", "A fault of ours"),
            l(
                "Svaret kunde inte tas fram. Ange begärans nummer om du hör av dig.",
                "The answer could not be made. Quote the request's id if you contact us.",
            ),
        ),
    }
}
