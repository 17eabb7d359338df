//! From a file and the environment to the configuration.

use std::{collections::BTreeMap, env, ffi::OsString, fs, path::Path};

use figment::{Error, Figment, error::Kind, providers::Serialized, util::nest, value::Value};

use super::{
    Config,
    file::unusable,
    refusal::{told, unreadable},
};

pub(super) const PREFIX: &str = "KOMPETENSNAV_";
/// Says where the file is; no key of its own.
const FILE: &str = "config_file";

/// Reads `file`, if given, and the environment above it.
///
/// # Errors
/// A text for the operator.
pub(super) fn read(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Result<Config, String> {
    let mut written = Figment::from(Serialized::defaults(Config::default()));
    if let Some(file) = file {
        // Where the configuration is, is said on the command line or beside it, and is no secret.
        let named_by = format!("--config {}", file.display());
        let form = "a text in UTF-8; save it anew in that encoding";
        let text = fs::read_to_string(file).map_err(|error| unusable(&named_by, form, &error))?;
        let table = toml::from_str::<toml::Table>(&text);
        let table = table.map_err(|error| format!("{}: {}", file.display(), unreadable(&error, &text)))?;
        written = written.merge(Serialized::globals(table));
    }
    let set: BTreeMap<String, String> =
        environment.filter_map(|(name, value)| Some((key(&name, &value)?, value))).collect();
    // A value is first taken as it stands; where that is not of the key's type it is read as TOML is: a number, a list, yes or no.
    let mut read: Vec<&str> = Vec::new();
    loop {
        let with = set.iter().fold(written.clone(), |figment, (key, text)| {
            let value = if read.contains(&key.as_str()) { as_toml(text) } else { Value::from(text.as_str()) };
            figment.merge(Serialized::globals(nest(&key.replace("__", "."), value)))
        });
        let error = match with.extract::<Config>() {
            Ok(config) => return Ok(config),
            Err(error) => error,
        };
        let at = error.path.join("__");
        let named = set.keys().find(|key| **key == at || at.starts_with(&format!("{key}__")));
        match named {
            Some(key) if matches!(error.kind, Kind::InvalidType(..)) && !read.contains(&key.as_str()) => read.push(key),
            _ => return Err(told(&error, named.is_some() || set_by(&set, &error))),
        }
    }
}

/// A variable's text as TOML reads it.
fn as_toml(text: &str) -> Value {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && text.parse::<i64>().is_err() && text.parse::<u64>().is_err() {
        // Whatever it is exactly, no key holds it.
        return if text.starts_with('-') { Value::from(i128::MIN) } else { Value::from(u128::MAX) };
    }
    text.parse().unwrap_or_else(|_| Value::from(text))
}

/// The key that a variable sets, unless it is none of ours: lower-cased, levels parted by two underscores.
fn key(name: &str, value: &str) -> Option<String> {
    let key = name.strip_prefix(PREFIX)?.to_ascii_lowercase();
    (!key.is_empty() && key != FILE && !is_service_link(&key, value)).then_some(key)
}

/// Whether Kubernetes has set it: it does so for each service of the namespace, and one that is called `kompetensnav`, or begins so,
/// has variables of our prefix: `…_SERVICE_HOST`, `…_SERVICE_PORT`, `…_SERVICE_PORT_{NAME}`, `…_PORT` with an address, and of each
/// port `…_PORT_{NUMBER}_{PROTOCOL}` with the same, and its `_PROTO`, `_PORT` and `_ADDR`.
fn is_service_link(key: &str, value: &str) -> bool {
    // The service's name may go on: `kompetensnav-web` has `KOMPETENSNAV_WEB_PORT`.
    let after = |mark: &str| {
        let own = key.strip_prefix(mark);
        own.or_else(|| {
            // Two signs in a row lead into a table of ours.
            let is_one = |name: &str| !name.contains("__") && !name.ends_with('_');
            key.split_once(&format!("_{mark}")).filter(|(name, _)| is_one(name)).map(|(_, rest)| rest)
        })
    };
    if let Some(rest) = after("service_") {
        return rest == "host" || rest == "port" || rest.strip_prefix("port_").is_some_and(|name| !name.is_empty());
    }
    let is_address = ["tcp://", "udp://", "sctp://"].iter().any(|scheme| value.starts_with(scheme));
    match after("port") {
        Some("") => is_address,
        Some(rest) => {
            let mut parts = rest.trim_start_matches('_').split('_');
            let number = parts.next().is_some_and(|part| part.parse::<u16>().is_ok());
            let protocol = parts.next().is_some_and(|part| matches!(part, "tcp" | "udp" | "sctp"));
            let last = match parts.next() {
                None => is_address,
                Some(last) => matches!(last, "proto" | "port" | "addr") && parts.next().is_none(),
            };
            number && protocol && last
        }
        None => false,
    }
}

/// Whether the environment holds the key that `error` names.
fn set_by(set: &BTreeMap<String, String>, error: &Error) -> bool {
    let own = match &error.kind {
        Kind::UnknownField(name, _) => Some(name.as_str()),
        _ => None,
    };
    let path: Vec<&str> = error.path.iter().map(String::as_str).chain(own).collect();
    let at = path.join("__");
    set.keys().any(|key| *key == at || key.starts_with(&format!("{at}__")) || at.starts_with(&format!("{key}__")))
}

/// The process's environment.
///
/// # Errors
/// A text for the operator: a variable of ours that is no text would otherwise be as if it were not set.
pub(super) fn environment() -> Result<Vec<(String, String)>, String> {
    texts(env::vars_os())
}

fn texts(variables: impl Iterator<Item = (OsString, OsString)>) -> Result<Vec<(String, String)>, String> {
    let mut texts = Vec::new();
    for (name, value) in variables {
        let (shown, value) = (name.to_string_lossy().into_owned(), value.into_string());
        let file = shown.strip_prefix(PREFIX).is_some_and(|key| key.eq_ignore_ascii_case(FILE));
        match (name.into_string(), value) {
            (Ok(name), Ok(value)) => texts.push((name, value)),
            // Files may have any names.
            _ if !shown.starts_with(PREFIX) || file => {}
            _ => {
                return Err(format!(
                    "{shown}: the value is no text in UTF-8; write it in UTF-8, or in a file (--config)"
                ));
            }
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: &[(&str, &str)]) -> Result<Config, String> {
        with_file("", set)
    }

    fn with_file(text: &str, set: &[(&str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("k.toml");
        fs::write(&file, text).expect("written");
        let set = set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        read(Some(&file), set)
    }

    #[test]
    fn texts_are_taken_as_they_stand_and_the_rest_is_read() {
        let table = "[sign_in]\nissuer = \"i\"\nclient_id = \"c\"\nredirect_base = \"https://nav.example\"\n";
        let config = with_file(
            table,
            &[
                ("KOMPETENSNAV_SIGN_IN__CLIENT_SECRET", "0123456789"),
                ("KOMPETENSNAV_SIGN_IN__CLIENT_ID", "true"),
                ("KOMPETENSNAV_SEAL_KEY", "[1]"),
                ("KOMPETENSNAV_LIMITS__BODY_BYTES", "2097152"),
                ("KOMPETENSNAV_DATABASE_CONNECTIONS", "7"),
                ("KOMPETENSNAV_DURABLE", "false"),
                ("KOMPETENSNAV_ORIGINS", "[\"https://a.example\", \"https://b.example\"]"),
                ("KOMPETENSNAV_TRUSTED_PROXIES", "[\"10.0.0.0/8\"]"),
                ("KOMPETENSNAV_FIGURES__ADDED", "yearly"),
                ("OTHER", "1"),
            ],
        );
        let config = config.expect("read");
        let sign_in = config.sign_in.as_ref().expect("given");
        assert_eq!((sign_in.client_secret.0.as_str(), sign_in.client_id.as_str()), ("0123456789", "true"));
        assert_eq!((config.seal_key.0.as_str(), config.limits.body_bytes), ("[1]", Some(2_097_152)));
        assert_eq!((config.database_connections, config.durable, config.origins.len()), (7, false, 2));
        assert_eq!(config.trusted_proxies.len(), 1);
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_refused_by_its_key_and_never_shown() {
        let table = "[sign_in]\nissuer = \"i\"\nclient_id = \"c\"\nredirect_base = \"https://nav.example\"\n";
        for (text, set, said) in [
            (
                format!("{table}client_secret = 4711"),
                vec![],
                "sign_in.client_secret: a number stands where a text is needed; write",
            ),
            ("seal_key = 4711".to_owned(), vec![], "seal_key: a number"),
            ("seal_key = 4711abc".to_owned(), vec![], "line 1: this is not TOML"),
            ("log = \"a\"\nseal_key = \"4711\nlisten = \"x\"".to_owned(), vec![], "line 2: this is not TOML"),
            (
                String::new(),
                vec![("KOMPETENSNAV_DATABASE_CONNECTIONS", "many4711")],
                "database_connections (KOMPETENSNAV_DATABASE_CONNECTIONS): a text",
            ),
            (
                String::new(),
                vec![("KOMPETENSNAV_LIMITS__BODY_BYTE", "4711")],
                "limits.body_byte (KOMPETENSNAV_LIMITS__BODY_BYTE): unknown key; known here: body_bytes",
            ),
            (
                String::new(),
                vec![("KOMPETENSNAV_ORIGINS", "https://4711.example")],
                "origins (KOMPETENSNAV_ORIGINS): a text stands where a list is needed; write a list as [",
            ),
            ("origins = \"https://4711.example\"".to_owned(), vec![], "origins: a text stands where a list"),
            ("[sign_in]\nissuer = \"4711\"".to_owned(), vec![], "sign_in: `client_id` is missing"),
            (
                "[figures]\nadded = \"4711\"".to_owned(),
                vec![],
                "figures.added: not a word that is known here; known are quarterly, yearly",
            ),
            ("seal_keys = \"4711\"".to_owned(), vec![], "seal_keys: unknown key"),
            (
                String::new(),
                vec![("KOMPETENSNAV_SIGN_IN", "4711")],
                "sign_in (KOMPETENSNAV_SIGN_IN): a number stands where a table is needed; set each",
            ),
            ("sign_in = 4711".to_owned(), vec![], "sign_in: a number stands where a table is needed; write its keys"),
            (
                "database_connections = -4711".to_owned(),
                vec![],
                "a number stands where a whole number, 0 or more, is needed",
            ),
            (
                "[limits]\noperations = \"4711\"".to_owned(),
                vec![],
                "a text stands where a whole number, 0 or more, is needed",
            ),
            ("durable = 4711".to_owned(), vec![], "durable: a number stands where true or false is needed"),
            (
                "trusted_proxies = [\"10.0.0.7\", \"4711.example\"]".to_owned(),
                vec![],
                "trusted_proxies: number 2 is neither a network nor an address; write e.g. 10.0.0.0/8",
            ),
            ("trusted_proxies = [\"*\"]".to_owned(), vec![], "trusted_proxies: number 1 is neither"),
            (
                format!("{table}client_secret = 98765432109876544711"),
                vec![],
                "sign_in.client_secret: the number is too large; a text stands within quotation marks",
            ),
            ("seal_key = 0xffffffffffffffff4711".to_owned(), vec![], "seal_key: the number is too large; a text"),
            ("origins = [\"a\", 98765432109876544711]".to_owned(), vec![], "origins.1: the number is too large"),
            ("[limits]\nbucket = 98765432109876544711".to_owned(), vec![], "limits.bucket: the number is too large"),
            ("database_connections = 9876544711".to_owned(), vec![], "database_connections: the number is too large"),
            (
                String::new(),
                vec![("KOMPETENSNAV_LIMITS__BODY_BYTES", "98765432109876544711")],
                "limits.body_bytes (KOMPETENSNAV_LIMITS__BODY_BYTES): the number is too large",
            ),
            (
                String::new(),
                vec![("KOMPETENSNAV_DATABASE_CONNECTIONS", "9876544711")],
                "database_connections (KOMPETENSNAV_DATABASE_CONNECTIONS): the number is too large",
            ),
            (
                String::new(),
                vec![("KOMPETENSNAV_LIMITS__COST", "-98765432109876544711")],
                "limits.cost (KOMPETENSNAV_LIMITS__COST): ",
            ),
            ("seal_key = 1979-05-27T04:47:11".to_owned(), vec![], "seal_key: "),
            ("seal_key = \"\\4711\"".to_owned(), vec![], "line 1: this is not TOML"),
            ("seal_key = \"a\"\nseal_key = \"4711\"".to_owned(), vec![], "line 2: this is not TOML: duplicate key"),
        ] {
            let told = with_file(&text, &set).expect_err(&text);
            assert!(told.contains(said) && !told.contains("4711"), "{text} {set:?}: {told}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_variable_that_is_no_text_is_refused_by_name_and_not_passed_over() {
        use std::os::unix::ffi::OsStringExt;
        let odd = || OsString::from_vec(b"p\xe54711".to_vec());
        let told = texts([("KOMPETENSNAV_SEAL_KEY".into(), odd())].into_iter()).expect_err("no text");
        assert!(
            told.starts_with("KOMPETENSNAV_SEAL_KEY: ") && told.contains("UTF-8") && !told.contains("4711"),
            "{told}"
        );
        let name = OsString::from_vec(b"KOMPETENSNAV_L\xe5G".to_vec());
        assert!(texts([(name, "a".into())].into_iter()).is_err());
        let passed = [
            ("OTHER".into(), odd()),
            ("KOMPETENSNAV_CONFIG_FILE".into(), odd()),
            ("KOMPETENSNAV_LOG".into(), "å".into()),
        ];
        let read = texts(passed.into_iter()).expect("read");
        assert_eq!(read, [("KOMPETENSNAV_LOG".to_owned(), "å".to_owned())]);
    }

    #[test]
    fn a_proxy_is_a_network_or_one_address() {
        let read = with_file("trusted_proxies = [\"10.0.0.0/8\", \"10.0.0.7\", \"::1\"]", &[]).expect("read");
        let told: Vec<String> = read.trusted_proxies.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["10.0.0.0/8", "10.0.0.7/32", "::1/128"]);
    }

    #[test]
    fn numbers_that_no_service_works_by_are_refused_by_name() {
        for (text, key) in [
            ("[limits]\nbucket = 0", "limits.bucket: 0 is not between 1"),
            ("[limits]\nbucket_refill = 0", "limits.bucket_refill: 0 is not"),
            ("[limits]\noperation_seconds = 0", "limits.operation_seconds: 0 is not between 1 and 3600"),
            ("[limits]\noperations = 0", "limits.operations: 0 is not"),
            ("[limits]\nbody_bytes = 0", "limits.body_bytes: 0 is not"),
            ("[limits]\ncost = 0", "limits.cost: 0 is not"),
            ("[limits]\nwaiting_megabytes = 0", "limits.waiting_megabytes: 0 is not"),
            ("database_connections = 0", "database_connections: 0 is not between 1 and 10000; without the key"),
        ] {
            let config = with_file(text, &[]).expect("read");
            let told = config.limits.checked().map(drop).and_then(|()| config.connections().map(drop));
            let told = told.expect_err(text);
            assert!(told.starts_with(key), "{text}: {told}");
        }
        let none = with_file("[limits]\ntables_a_day = 0", &[]).expect("read");
        assert!(none.limits.checked().is_ok(), "none may be learnt");
    }

    #[test]
    fn what_kubernetes_sets_is_passed_over_and_nothing_else_is() {
        let links = [
            ("KOMPETENSNAV_SERVICE_HOST", "10.0.0.12"),
            ("KOMPETENSNAV_SERVICE_PORT", "8080"),
            ("KOMPETENSNAV_SERVICE_PORT_HTTP", "8080"),
            ("KOMPETENSNAV_SERVICE_PORT_HTTP_ALT", "8080"),
            ("KOMPETENSNAV_PORT", "tcp://10.0.0.12:8080"),
            ("KOMPETENSNAV_PORT_8080_TCP", "tcp://10.0.0.12:8080"),
            ("KOMPETENSNAV_PORT_8080_TCP_PROTO", "tcp"),
            ("KOMPETENSNAV_PORT_8080_TCP_PORT", "8080"),
            ("KOMPETENSNAV_PORT_8080_TCP_ADDR", "10.0.0.12"),
            ("KOMPETENSNAV_PORT_53_UDP", "udp://10.0.0.12:53"),
            ("KOMPETENSNAV_PORT_53_UDP_PROTO", "udp"),
            // Of services whose names go on.
            ("KOMPETENSNAV_WEB_SERVICE_HOST", "fd00::1"),
            ("KOMPETENSNAV_WEB_PORT", "tcp://[fd00::1]:8080"),
            ("KOMPETENSNAV_WEB_PORT_8080_TCP_ADDR", "fd00::1"),
            ("KOMPETENSNAV_CONFIG_FILE", "/etc/k.toml"),
        ];
        with(&links).expect("passed over");
        for (name, value) in [
            ("KOMPETENSNAV_PORT", "8080"),
            ("KOMPETENSNAV_HOST", "10.0.0.12"),
            ("KOMPETENSNAV_PORT_8080", "tcp://10.0.0.12:8080"),
            ("KOMPETENSNAV_PORT_8080_TCP_NAME", "x"),
            ("KOMPETENSNAV_SERVICE", "x"),
            ("KOMPETENSNAV_SERVICE_NAME", "x"),
            ("KOMPETENSNAV_LIMITS__PORT", "tcp://10.0.0.12:8080"),
            ("KOMPETENSNAV_LISSEN", "x"),
        ] {
            let told = with(&[(name, value)]).expect_err(name);
            assert!(told.contains("unknown key") && told.contains(name), "{name}: {told}");
        }
    }
}
