//! Taggers that are programs of their own, with all that such programs may do.

#![expect(clippy::print_stderr, reason = "a test that cannot run says so")]

use dictum::model::{Document, Header, Text};
use dictum::store::{self, schemas};
use dictum::tagger::command::{CommandError, CommandLine, Fed, Feed, Manner, Tags, run, tag_one};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// A tagger that marks the first word as a speaker, and does what the text of an article tells it to.
const TAGGER: &str = r#"
import json, os, subprocess, sys, time
how = sys.argv[1]

def answer(article):
    text = article["text"]
    word = text.split()[0]
    span = {"id": "s1", "label": "speaker", "fragments": [{"start": 0, "end": len(word)}]}
    out = {"id": article["id"], "text": text, "spans": [span]}
    if "crash" in text:
        print("no memory", file=sys.stderr)
        os._exit(3)
    if "hang" in text:
        time.sleep(60)
    if "noise" in text:
        print("Loading the model …", flush=True)
    if "stranger" in text:
        print(json.dumps({"id": "x", "text": "y"}), flush=True)
    if "nameless" in text:
        del out["id"]
    if "altered" in text:
        out["text"] = text.upper()
    if "outside" in text:
        span["fragments"][0]["end"] = 9999
    if "label" in text:
        span["label"] = "planet"
    if "link" in text:
        out["links"] = [{"label": "said_by", "from": "s1", "to": "s1"}]
    if "refuse" in text:
        out = {"id": article["id"], "error": "not English"}
    if "named" in text:
        span["origin"] = {"name": "mine", "version": "2", "score": 0.25, "reason": "because"}
    if "rejected" in text:
        span["state"] = "rejected"
    return json.dumps(out)

if how == "dies":
    sys.exit("cannot import torch")
if how == "floods":
    for _ in range(20000):
        print("warning: " + "x" * 100, file=sys.stderr)
if how == "forks":
    child = subprocess.Popen(["sleep", "60"])
    print(child.pid, file=open(sys.argv[2], "w"), flush=True)
if how == "gathers":
    answers = [answer(json.loads(line)) for line in sys.stdin]
    print("\n".join(reversed(answers)))
elif how == "pairs":
    held = []
    for line in sys.stdin:
        held.append(answer(json.loads(line)))
        if len(held) == 2:
            print("\n".join(reversed(held)), flush=True)
            held = []
    print("\n".join(held), flush=True)
elif how == "once":
    print(answer(json.loads(sys.stdin.readline())), flush=True)
elif how == "twice":
    for line in sys.stdin:
        print(answer(json.loads(line)) + "\n" + answer(json.loads(line)), flush=True)
else:
    for line in sys.stdin:
        print(answer(json.loads(line)), flush=how != "buffers")
"#;

fn has_python() -> bool {
    let found = Command::new("python3").arg("--version").output().is_ok();
    if !found {
        eprintln!("SKIPPED: there is no python3 to run taggers with");
    }
    found
}

fn manner(arguments: &[&str]) -> Manner {
    let arguments = ["-c", TAGGER].iter().chain(arguments);
    let arguments = arguments.map(|argument| (*argument).to_owned()).collect();
    Manner {
        command: CommandLine::new("python3", arguments),
        timeout: Duration::from_secs(20),
    }
}

fn read(line: &[u8]) -> Result<Document, String> {
    let opened = store::read(line, Path::new("a.jsonl")).map_err(|error| error.to_string())?;
    match opened.misfits.first() {
        Some(misfit) => Err(misfit.problem.to_string()),
        None => Ok(opened.document),
    }
}

fn document(id: &str, text: &str) -> Document {
    let header = Header {
        id: id.to_owned(),
        ..Header::default()
    };
    Document::new(header, schemas::news(), Text::new(text))
}

/// Articles numbered in order, and what became of each.
struct Articles {
    left: Vec<(usize, Document)>,
    became: BTreeMap<usize, Result<Tags, CommandError>>,
}

impl Feed for Articles {
    type Key = usize;

    fn next(&mut self, _: Duration) -> Fed<usize> {
        match self.left.pop() {
            Some((key, document)) => Fed::Article(key, document),
            None => Fed::Ended,
        }
    }

    fn answer(&mut self, key: usize, _: Document, tags: Result<Tags, CommandError>) {
        assert!(
            self.became.insert(key, tags).is_none(),
            "{key} is answered twice"
        );
    }

    fn is_stopped(&self) -> bool {
        false
    }
}

/// The first word that each article's answer marks, or its error, in the order of the articles.
fn tag_all(manner: &Manner, articles: &[(&str, &str)]) -> Result<Vec<String>, CommandError> {
    let left = articles.iter().enumerate().rev();
    let mut feed = Articles {
        left: left
            .map(|(key, (id, text))| (key, document(id, text)))
            .collect(),
        became: BTreeMap::new(),
    };
    run(manner, &read, &mut feed)?;
    assert_eq!(feed.became.len(), articles.len());
    let told = feed.became.into_iter().map(|(key, became)| match became {
        Ok(tags) => {
            let words = tags.proposals.spans.iter();
            let text = articles[key].1;
            let words: Vec<&str> = words
                .map(|span| &text[span.fragments.hull().as_range()])
                .collect();
            words.join("+")
        }
        Err(error) => error.to_string(),
    });
    Ok(told.collect())
}

#[test]
fn each_article_gets_its_answer_in_whatever_way_they_come() {
    if !has_python() {
        return;
    }
    let words = ["Ann", "Bob", "Cy", "Dé", "Eve"];
    let texts: Vec<String> = words
        .iter()
        .map(|word| format!("{word} said so."))
        .collect();
    for how in [
        "answers", "gathers", "pairs", "buffers", "once", "twice", "floods",
    ] {
        let articles: Vec<(&str, &str)> = words
            .iter()
            .zip(&texts)
            .map(|(id, text)| (*id, text.as_str()))
            .collect();
        assert_eq!(tag_all(&manner(&[how]), &articles).unwrap(), words, "{how}");
    }
    // Ids that are the same or empty are told apart on the way.
    let same = [("a", "Ann x"), ("a", "Bob x"), ("", "Cy x"), ("", "Dé x")];
    assert_eq!(tag_all(&manner(&["gathers"]), &same).unwrap(), words[..4]);
}

#[test]
fn more_than_fit_under_way_are_tagged_also_by_one_that_reads_all_first() {
    if !has_python() {
        return;
    }
    let texts: Vec<String> = (0..40)
        .map(|number| format!("W{number} said so."))
        .collect();
    let articles: Vec<(&str, &str)> = texts.iter().map(|text| ("a", text.as_str())).collect();
    let words: Vec<String> = (0..40).map(|number| format!("W{number}")).collect();
    let mut patient = manner(&["gathers"]);
    // It is silent for half of this until its input is ended.
    patient.timeout = Duration::from_secs(3);
    assert_eq!(tag_all(&patient, &articles).unwrap(), words);
}

#[test]
fn each_way_to_fail_is_one_error_of_its_article_and_the_others_go_on() {
    if !has_python() {
        return;
    }
    for (bad, told) in [
        (
            "crash",
            "ended with the code 3 and without an answer. It said: no memory",
        ),
        ("hang", "gave no answer within 3 seconds"),
        (
            "noise",
            "wrote what is no document to its standard output: Loading the model …",
        ),
        ("stranger", "answered for an article that was not sent: x"),
        (
            "nameless",
            "answered without an id: {\"text\": \"Cy nameless\"",
        ),
        (
            "altered",
            "the text that came back is not the one that was sent: it differs from character 1 on",
        ),
        (
            "outside",
            "piece 1 reaches to 9999, past the end of the text",
        ),
        (
            "label",
            "the schema news has no label planet, which the mark s1 has",
        ),
        ("link", "the schema news has no such link: said_by l1"),
        ("refuse", "says: not English"),
    ] {
        let bad_text = format!("Cy {bad}");
        let articles = [
            ("a", "Ann x"),
            ("b", "Bob x"),
            ("c", &bad_text),
            ("d", "Dé x"),
            ("e", "Eve x"),
        ];
        let mut manner = manner(&["answers"]);
        if bad == "hang" {
            manner.timeout = Duration::from_secs(3);
        }
        let became = tag_all(&manner, &articles).unwrap();
        assert!(became[2].contains(told), "{bad}: {}", became[2]);
        assert!(
            became[2].starts_with("the tagger python3 "),
            "{}",
            became[2]
        );
        let others = [&became[0], &became[1], &became[3], &became[4]];
        assert_eq!(others, ["Ann", "Bob", "Dé", "Eve"], "{bad}");
    }
}

#[test]
fn one_that_never_answers_is_given_up_and_one_that_is_not_there_is_named() {
    let missing = Manner {
        command: "no-such-tagger --x".parse().unwrap(),
        timeout: Duration::from_secs(2),
    };
    let error = tag_all(&missing, &[("a", "Ann x")])
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("the tagger no-such-tagger --x does not start: "),
        "{error}"
    );
    if !has_python() {
        return;
    }
    let error = tag_all(&manner(&["dies"]), &[("a", "Ann x"); 40])
        .unwrap_err()
        .to_string();
    let told = "the tagger python3 failed 10 times in a row and is asked no more; the last time it ended with the code 1 and without an answer. It said: cannot import torch";
    assert_eq!(error, told);
}

#[test]
fn what_the_answer_says_of_itself_is_kept_and_the_rest_is_left_out() {
    if !has_python() {
        return;
    }
    let one = |text| {
        let tags = tag_one(&manner(&["answers"]), &read, &document("a", text), &|| {
            false
        });
        tags.unwrap()
    };
    let tags = one("Ann named");
    assert_eq!((tags.name.as_str(), tags.version.as_str()), ("mine", "2"));
    assert_eq!(tags.proposals.spans[0].score, 0.25);
    assert_eq!(tags.proposals.spans[0].reason, "because");
    let tags = one("Ann x");
    assert_eq!((tags.name.as_str(), tags.version.as_str()), ("python3", ""));
    assert!(tags.proposals.spans[0].score.is_nan());
    assert_eq!(one("Ann rejected").proposals.spans, []);
}

#[cfg(target_os = "linux")]
#[test]
fn stopped_it_is_gone_with_what_it_started() {
    if !has_python() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pid");
    let manner = manner(&["forks", file.to_str().unwrap()]);
    let begun = Instant::now();
    let is_stopped = || {
        begun.elapsed() > Duration::from_secs(30)
            || file.metadata().is_ok_and(|file| file.len() > 1)
    };
    let ended = tag_one(&manner, &read, &document("a", "Ann hang"), &is_stopped);
    assert_eq!(ended, Err(CommandError::Stopped));
    let pid = std::fs::read_to_string(&file).unwrap();
    let status = format!("/proc/{}/status", pid.trim());
    // Killed, it may still be there for its parent to see.
    let is_gone =
        || std::fs::read_to_string(&status).map_or(true, |told| told.contains("State:\tZ"));
    while !is_gone() && begun.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(is_gone(), "what the command started is left behind");
}
