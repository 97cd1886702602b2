//! Real files: put in place whole, with their mode and their links.

#![expect(
    clippy::disallowed_methods,
    reason = "files are made here for the disk to find"
)]

use dictum::disk::{Disk as _, DiskError, FailingDisk, RealDisk, Step};
use std::fs;
use std::io::ErrorKind;

#[test]
fn a_write_that_fails_at_any_step_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let disk = FailingDisk::default();
    fs::write(&path, "old").unwrap();
    let steps = [
        Step::Begin,
        Step::Write,
        Step::Sync,
        Step::Replace,
        Step::SyncDir,
    ];
    for (at, step) in steps.into_iter().enumerate() {
        disk.fail_at(at, ErrorKind::StorageFull);
        let error = disk.write(&path, b"new").unwrap_err();
        assert_eq!(disk.steps(), steps[..=at], "{step:?}");
        assert_eq!(error.io().kind(), ErrorKind::StorageFull);
        assert!(error.to_string().ends_with(&path.display().to_string()));
        let expected: &[u8] = if step == Step::SyncDir {
            b"new"
        } else {
            b"old"
        };
        assert_eq!(fs::read(&path).unwrap(), expected, "{step:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{step:?}");
    }
    disk.mend();
    disk.write(&path, b"newer").unwrap();
    assert_eq!(disk.steps(), steps);
    assert_eq!(disk.read(&path).unwrap(), b"newer");
}

#[test]
fn a_folder_that_fails_at_any_step_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let disk = FailingDisk::default();
    fs::create_dir(&path).unwrap();
    fs::write(path.join("old"), "old").unwrap();
    let steps = [Step::Begin, Step::Write, Step::Replace, Step::SyncDir];
    let fill = |disk: &FailingDisk| {
        disk.write_folder(&path, true, &mut |new| {
            new.create("new")?.write_all(b"new")?;
            new.create("in/ner")?.write_all(b"new")
        })
    };
    for (at, step) in steps.into_iter().enumerate() {
        disk.fail_at(at, ErrorKind::StorageFull);
        let error = fill(&disk).unwrap_err();
        assert_eq!(error.io().kind(), ErrorKind::StorageFull);
        let is_new = step == Step::SyncDir;
        assert_eq!(path.join("old").exists(), !is_new, "{step:?}");
        assert_eq!(path.join("in/ner").exists(), is_new, "{step:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{step:?}");
    }
    disk.mend();
    let refused = disk.write_folder(&path, false, &mut |_| Ok(()));
    assert_eq!(refused.unwrap_err().io().kind(), ErrorKind::AlreadyExists);
    assert!(path.join("in/ner").exists());
}

#[test]
fn no_name_leads_out_of_a_folder_that_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let disk = RealDisk::default();
    for name in ["../out", "/out", "", ".", "a/../../out", ".."] {
        let path = folder.path().join("a");
        let error = disk.write_folder(&path, false, &mut |new| new.create(name).map(drop));
        assert!(matches!(error, Err(DiskError::Write { .. })), "{name}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{name}");
    }
    let twice = disk.write_folder(&folder.path().join("a"), false, &mut |new| {
        new.create("b")?;
        new.create("b").map(drop)
    });
    assert_eq!(twice.unwrap_err().io().kind(), ErrorKind::AlreadyExists);
}

#[test]
fn what_fills_a_file_may_fail_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let error = RealDisk::default().write_atomic(&path, &mut |file| {
        file.write_all(b"half")?;
        Err(ErrorKind::InvalidData.into())
    });
    assert!(matches!(error, Err(DiskError::Write { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn adding_and_making_new_fail_by_name_and_a_full_disk_keeps_half() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let disk = FailingDisk::default();
    disk.append(&path, b"one.").unwrap();
    disk.fail_at(1, ErrorKind::StorageFull);
    assert!(matches!(
        disk.append(&path, b"two."),
        Err(DiskError::Write { .. })
    ));
    disk.mend();
    assert_eq!(disk.read(&path).unwrap(), b"one.tw");
    let taken = disk.create_new(&path, b"").unwrap_err();
    assert_eq!(taken.io().kind(), ErrorKind::AlreadyExists);
    disk.fail_from(0, ErrorKind::PermissionDenied);
    for error in [
        disk.read(&path).map(drop),
        disk.remove(&path),
        disk.list(folder.path()).map(drop),
        disk.create_dir(&folder.path().join("b/c")),
        disk.stat(&path).map(drop),
        disk.hash(&path).map(drop),
    ] {
        assert_eq!(error.unwrap_err().io().kind(), ErrorKind::PermissionDenied);
    }
    // What cannot be looked at is not taken for absent.
    assert!(disk.exists(&folder.path().join("nothing")));
    disk.mend();
    assert!(!disk.exists(&folder.path().join("nothing")));
    disk.create_dir(&folder.path().join("b/c")).unwrap();
    disk.create_dir(&folder.path().join("b/c")).unwrap();
    assert_eq!(
        disk.list(folder.path()).unwrap(),
        [path.clone(), folder.path().join("b")]
    );
    assert_eq!(disk.stat(&path).unwrap().unwrap().len, 6);
    disk.remove(&path).unwrap();
    assert!(disk.stat(&path).unwrap().is_none());
}

#[test]
fn a_folder_is_not_replaced_and_a_missing_one_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let disk = RealDisk::default();
    assert!(matches!(
        disk.write(folder.path(), b"a"),
        Err(DiskError::Begin { .. })
    ));
    let missing = folder.path().join("none/a");
    assert!(matches!(
        disk.write(&missing, b"a"),
        Err(DiskError::Begin { .. })
    ));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    #[test]
    fn a_link_stays_a_link_and_leads_to_the_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link, chain) = (
            folder.path().join("deep/real"),
            folder.path().join("link"),
            folder.path().join("chain"),
        );
        fs::create_dir(folder.path().join("deep")).unwrap();
        symlink("deep/real", &link).unwrap();
        symlink("link", &chain).unwrap();
        let disk = RealDisk::default();
        // First a link that leads nowhere yet, then one to a file.
        for words in ["one", "two"] {
            disk.write(&chain, words.as_bytes()).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert!(fs::symlink_metadata(&chain).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(&real).unwrap(), words);
        }
        symlink("round", folder.path().join("round")).unwrap();
        assert!(disk.write(&folder.path().join("round"), b"a").is_err());
    }

    #[test]
    fn a_mode_is_kept_and_a_new_file_has_that_of_any_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let disk = RealDisk::default();
        let mode = |name: &str| {
            let found = fs::metadata(folder.path().join(name)).unwrap();
            found.permissions().mode() & 0o777
        };
        disk.write(&folder.path().join("new"), b"a").unwrap();
        fs::write(folder.path().join("plain"), "a").unwrap();
        assert_eq!(mode("new"), mode("plain"));
        for kept in [0o600, 0o640, 0o755] {
            let path = folder.path().join("kept");
            fs::write(&path, "a").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
            disk.write(&path, b"b").unwrap();
            assert_eq!(mode("kept"), kept);
        }
    }

    #[test]
    fn a_file_that_may_not_be_written_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "a").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let error = RealDisk::default().write(&path, b"b").unwrap_err();
        assert!(error.to_string().contains("read-only"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), b"a");
    }
}
