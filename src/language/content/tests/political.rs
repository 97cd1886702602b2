//! Reports of politics: each rule with an example that it takes and one that it leaves alone.

use super::article::check;

#[test]
fn a_subject_keeps_what_stands_behind_its_noun() {
    check(&[
        "{Documents seen by the port} |show| [that it rained].",
        "{Two people who came} |recalled| [that it rained].",
        "{A person familiar with the matter}, who gave no name, |said| [it rained].",
        "[The captain has warned the crew that it might rain], {three people close to the captain} |said|, leaving the port.",
        "|According to| {two of the captains}, [Anna Berg and the port have not spoken since Monday].",
        "{Its owners} |insist| [that it rained].",
        "{Berg} — the port’s captain — |said| [it would rain on Friday].",
        "It snowed; {the captain}, Anna Berg, |said| [that it rained].",
        "{Harbour Foods Inc.} |said| [it rained].",
        "{Berg & Co.} |said| [it rained].",
        "It belonged to Harbour Foods Inc. {The captain} |said| [it rained].",
        // What the subject does is no part of it.
        "{The captain} on Tuesday |accused| [the crew of delay].",
        "An hour later {he} |tweeted|: [“It rained.”]",
        "{Berg} |told| the daily paper [that the alleged leak was small].",
        "Ports from the affected states have closed.",
    ]);
}

#[test]
fn a_noun_of_saying_belongs_to_the_verb_before_it() {
    check(
        &[
            "{The crew} came to the |conclusion| [that it rained].",
            "{Anna Berg} voiced |concern| [that it rained].",
            "{The captain} has raised the |possibility| [that it rained].",
            "{Berg} takes the |view| [that it rained].",
            "{Berg’s} |claim| [that the bridge was closed] has been rejected by the port.",
            // Nobody raised it.
            "The possibility that it rained was small.",
            "From all the reports that I have read, the port was closed.",
        ]
        .map(|line| line.replace("{Berg’s}", "{Berg}’s"))
        .each_ref()
        .map(String::as_str),
    );
}

#[test]
fn some_verbs_say_only_with_their_particle() {
    check(&[
        "[“It rained,”] {she} |shot back|.",
        "The hunter shot at a hare, Berg left.",
    ]);
}

#[test]
fn what_is_done_in_words_is_no_quote() {
    check(&[
        "{The port} |vowed| [to close the bridge].",
        "The port agreed to close the bridge.",
        "The port invited them to close the bridge.",
        "The results confirm the need for rain.",
        "The crew claimed victory in the harbour, leaving the port.",
        "A captain asked not to be named.",
        "{A captain} |asked| the crew [not to leave].",
        "Such rain was very threatening to ships.",
        "{The captain} |threatened| [to leave].",
        "How can you tell whether it rained?",
        "{He} |told| them [what it was].",
        "The captain showed greater care in sailing for home.",
    ]);
}

#[test]
fn a_clause_ends_where_the_next_cue_begins() {
    check(&[
        "{Berg} |said| [that it rained], but {he} would not |say| [whether it snowed].",
        "{Berg} |told| a radio host in May [that it rained] but refused to |say| [why].",
        "{The captains} |say| [it rained], but privately |acknowledge| [that it snowed].",
        // Within the clause.
        "{Berg} |said| [he was tired, but would not leave].",
    ]);
}

#[test]
fn words_go_on_behind_the_cue() {
    check(&[
        "[“It rained,”] |said| {Anna Berg}, who lives in Oslo, [“and how.”]",
        "[The bridge], {he} |said|, [“would have to go.”]",
        "[The question], |said| {Berg}, [is “who pays.”]",
        "[It was wet], {she} |says|, [because “it rained.”]",
        "In Oslo, {Berg} |said|, [“It rained.”]",
        "[“It rained,”] |said| {Berg}, who lives in Oslo.",
    ]);
}

#[test]
fn where_the_words_stood_is_no_part_of_them() {
    check(&[
        "In a blog post [“I have seen it rain,”] {Berg} |said|.",
        "{She} |wrote| in a blog post [“I have seen it rain.”]",
        "In his book, “A Long Road,” {Berg} |writes| [that it rained].",
        "{Berg} |said| on “Meet the Port” [that it rained].",
        "{Berg} |told| “Meet the Port” [that it rained].",
        "NORTH FALLS (Harbour Press) — {Captain Anna Berg} on Thursday |said| [that it rained].",
        "[In the end it was “wet,”] {Berg} |said|.",
    ]);
}

#[test]
fn names_and_charges_run_to_their_end() {
    check(&[
        "{Berg} |called| [the rain “wet,” “cold” and, in one case, “long.”]",
        "{Berg} |described| [himself as “a captain” who “never sleeps.”]",
        "{Berg} |accused| [Lund of “coddling” crews].",
        "{Berg} |criticized| [Lund for taking money].",
        "{Berg} |dismissed| as [“nonsense” the talk of rain].",
        "{Berg} |called| [the line “safe”] Tuesday.",
        "Berg was asked about the line.",
        "{Berg}, asked about the line, |said| [it was “safe.”]",
    ]);
}

#[test]
fn a_clause_may_hold_a_relative_one() {
    check(&[
        "{Critics} |say| [the plan, which was announced in May, would hurt the port].",
        "{They} |estimated| [by 2050, growing crews would need ships].",
        "{Two captains} |argue| — and many agree — [that it rained].",
        "{The plan of the port} |calls for| [a wall].",
        "Calls for help went on.",
        "What he said was that it rained.",
    ]);
}

#[test]
fn a_source_is_put_before_its_words() {
    check(
        &[
            "|In the words of| {one captain}, [“it rained.”]",
            "As {one captain} |put it|, [“it rained.”]",
            "|According to| {a posting made just over 24 hours ago}, [the port was closed].",
            "He spoke in kind words of the rain.",
            "As {one captain}, who gave no name, |put it|: [“It rained.”]",
            "Berg put it on the table.",
        ]
        .map(|line| {
            line.replace(
                "posting made just over 24 hours ago}",
                "posting} made just over 24 hours ago",
            )
        })
        .each_ref()
        .map(String::as_str),
    );
}

#[test]
fn what_is_only_called_so_is_no_quote() {
    check(
        &[
            "The bill, dubbed the “Fair Rain Act,” passed on Tuesday.",
            "The crew have what they call a “late night” now.",
            "She won the prize for “best new captain of the year.”",
            "The note, with the line “call me when you are back,” was sent.",
            "In an essay headlined “Why I Left the Port for Good,” he tells the story.",
            "Berg was charged with “making a false claim of rain.”",
            "Asked if he was angry, Berg shrugged.",
            "[“We lost,”] {she} |conceded| in a note that was found. [“But it rained.”]",
            // Called so by somebody.
            "{Berg}, who |called| [Lund “dry,”] |called| [him “wet.”]",
            "{The crew} |call| [it a “late night.”]",
            "A {banner} that |read| [“It rained.”]",
        ]
        .map(|line| line.replace("A {banner}", "{A banner}"))
        .each_ref()
        .map(String::as_str),
    );
}
