"""Résumé: upload and score a version, compare before with after, look back over all versions."""

import streamlit as st

from plan_engine.resume.impact import ResumeSide, Verdict
from plan_engine.roles import Role
from services.resumes.comparing import Comparison
from services.resumes.desk import open_desk
from services.resumes.keeping import delete_file, kept_file, share_text
from services.resumes.limits import FILE_BYTES
from services.resumes.uploads import delete_version, upload_resume
from services.resumes.view import ResumeView, VersionView, resume_view
from ui import installation
from ui.actions import action_button, attempt, show_notice, unless_refused
from ui.charts.base import draw
from ui.charts.resume import (
    Dumbbell,
    HistoryPoint,
    skills_chart,
    versions_chart,
    waterfall_chart,
)
from ui.frame import open_page, while_signed_in
from ui.plain import plain
from ui.resume_pairs import SIDES, compared_on, draw_earlier, draw_waiting
from ui.resume_parts import HOW, draw_parts, draw_sections, draw_skills, draw_suggestions
from ui.theme import palette
from ui.words import count, on_date

SCORE, COMPARE, HISTORY = "Upload and score", "Compare", "History"

frame = open_page({Role.LEARNER})
colours = palette()
desk = open_desk(frame.work, installation.here().settings)


def draw_upload(view: ResumeView) -> None:
    """The form that takes a file in."""
    has_before = any(version.side is ResumeSide.BEFORE for version in view.versions)
    with st.form("resume", border=True):
        # No list of file types: by its content, not by its name, the file is told apart.
        file = st.file_uploader(
            f"PDF, Word (DOCX), text or JSON Resume, up to {FILE_BYTES // 1024 // 1024} MB and 10 pages",
            key=f"resume_file_{len(view.versions)}",
        )
        side = st.radio(
            "Which version is it?",
            list(SIDES),
            format_func=SIDES.__getitem__,
            index=int(has_before),
            horizontal=True,
        )
        keep_file = st.checkbox(
            "Keep the file too, so that I can download it here again",
            help="Otherwise only its text is kept.",
        )
        sent = st.form_submit_button(
            "Read and score", type="primary", icon=":material/upload_file:"
        )
    st.caption(
        "The file is not kept unless you ask for it. Its text is, so that it can be scored again when the rules "
        "change. Only you can read it, unless you share it with your counsellor in the history; it goes when "
        "you delete the version or your account."
    )
    if not sent:
        return
    if file is None:
        st.warning(
            f"Choose a file of at most {FILE_BYTES // 1024 // 1024} MB first; a larger one is not taken in.",
            icon=":material/info:",
        )
        return
    with st.spinner("Reading your résumé …", show_time=True):
        key = attempt(
            upload_resume,
            desk,
            frame.user.id,
            file.getvalue(),
            file.name,
            side,
            view.target,
            keep_file=keep_file,
        )
    if key is not None:
        st.session_state["resume_scored"] = True
        st.rerun()
    show_notice()


def draw_score(view: ResumeView) -> None:
    """The newest version's score with all its parts."""
    if view.newest is None:
        st.markdown(
            "No résumé yet. Upload the one you have now as *before*; when the plan is done, upload the new one as "
            "*after*, and this page says honestly what changed."
        )
        return
    st.header(f"{view.label} résumé score", anchor=False)
    newest = view.newest
    st.metric(
        f"{SIDES[newest.side]}: {plain(newest.filename)}",
        f"{newest.role.score} of 100",
        border=True,
    )
    draw_parts(newest.role)
    draw_sections(view.made_of)
    draw_suggestions(view, frame.user.timezone)
    st.header("Skills that this role asks for", anchor=False)
    draw_skills(view.skills, frame.user.timezone)


def draw_comparison(view: ResumeView) -> None:
    """The last complete pair's sentence and what it is made of; what waits, and what was compared earlier."""
    zone = frame.user.timezone
    draw_waiting(view, {version.side for version in view.versions}, zone)
    if view.comparison is None:
        return
    st.subheader(view.comparison.sentence, anchor=False)
    st.caption(compared_on(view.comparison, zone))
    if view.comparison.change.verdict is not Verdict.SAME_TEXT:
        draw_change(view.comparison)
    draw_earlier(view.earlier, zone)


def draw_change(comparison: Comparison) -> None:
    """What went down, the steps between the scores, and skill by skill."""
    if comparison.lost:
        st.markdown(f"**Went down:** {', '.join(map(plain, comparison.lost))}.")
    st.header("What the change is made of", anchor=False)
    draw(waterfall_chart(comparison.change, comparison.parts, colours), key="waterfall")
    rows = [
        Dumbbell(row.title, row.before, row.after)
        for row in comparison.skills
        if row.before is not None and row.after is not None and (row.before or row.after)
    ]
    st.header("Skill by skill", anchor=False)
    if rows:
        draw(skills_chart(rows, colours), key="skills")
    else:
        st.markdown("Neither version names a skill that this role asks for.")
    absent = [row.title for row in comparison.skills if not row.before and not row.after]
    if absent:
        st.caption(f"In neither version: {', '.join(absent)}.")


def draw_history(view: ResumeView) -> None:
    """Every version, and the way to delete it."""
    if not view.versions:
        st.markdown("No versions yet.")
        return
    points = [
        HistoryPoint(on_date(v.created_at, frame.user.timezone), v.side.value, v.role.score)
        for v in view.versions
    ]
    draw(versions_chart(points, colours), key="versions")
    for version in reversed(view.versions):
        draw_version(version)


def draw_version(version: VersionView) -> None:
    """One version, and what its owner may do with it."""
    with st.container(border=True):
        st.markdown(
            f"**{plain(version.filename)}** · {SIDES[version.side].lower()} · "
            f"{on_date(version.created_at, frame.user.timezone)}  \n"
            f"{version.role.score} of 100, {count(version.words, 'word')}"
            + ("" if version.is_scored_now else ", scored by older rules")
        )
        shared = st.toggle(
            "My counsellor may read its text",
            value=version.is_shared,
            key=f"share_{version.id}_{version.is_shared}",
        )
        if shared is not version.is_shared:
            unless_refused(share_text, desk, frame.user.id, version.id, shared=shared)
            st.rerun()
        with st.container(horizontal=True):
            if version.has_file:
                st.download_button(
                    "Download the file",
                    while_signed_in(
                        frame, lambda: kept_file(desk, frame.user.id, version.id).content
                    ),
                    file_name=version.filename,
                    key=f"file_{version.id}",
                    on_click="ignore",
                    icon=":material/download:",
                )
                action_button(
                    "Keep only the text",
                    lambda: attempt(delete_file, desk, frame.user.id, version.id),
                    key=f"only_text_{version.id}",
                )
            with st.popover("Delete", icon=":material/delete:"):
                st.markdown("File, text and scores of this version go for good.")
                action_button(
                    "Delete this version",
                    lambda: attempt(delete_version, desk, frame.user.id, version.id),
                    key=f"delete_{version.id}",
                )


st.title("Résumé", anchor=False)
show_notice()
if st.session_state.pop("resume_scored", False):
    st.toast("Read and scored.", icon=":material/task_alt:")
view = resume_view(desk, frame.user.id, st.session_state.get("resume_target"))
keys = list(view.targets)
st.selectbox(
    "Scored for",
    keys,
    index=keys.index(view.target) if view.target in keys else 0,
    format_func=view.targets.__getitem__,
    key="resume_target",
)
chosen = st.segmented_control(
    "Show", [SCORE, COMPARE, HISTORY], default=SCORE, required=True, label_visibility="collapsed"
)
if chosen == SCORE:
    draw_upload(view)
    draw_score(view)
elif chosen == COMPARE:
    draw_comparison(view)
else:
    draw_history(view)
with st.expander("How scores are made"):
    st.markdown(HOW)
