"""The référent's first page: the structure, its team, invitations and forgotten passwords."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from pixlearn.accounts import new_password, second_factor, team
from pixlearn.accounts.store import Invitation, Staff, staff_of
from pixlearn.accounts.team import Roles
from pixlearn.activities.answer import Fault, Problem
from pixlearn.casework.problems import open_count
from pixlearn.db import now, transaction
from pixlearn.privacy.caseload import followed_by, pass_everybody_on
from pixlearn.privacy.following import team as follows
from pixlearn.structures.store import structure
from pixlearn.web.house import today_here
from pixlearn.web.htmx import render
from pixlearn.web.login import visitor
from pixlearn.web.mail import can_mail, send_soon
from pixlearn.web.messages import mail_link
from pixlearn.web.professional import ask_again, own_structure
from pixlearn.web.qr import qr_svg
from pixlearn.web.referent import bp
from pixlearn.web.staff_form import (
    address_fault,
    address_of_link,
    name_fault,
    roles_fault,
    roles_typed,
    typed,
)

LINK = "team_link"  # the link just made, kept by this browser alone until it serves


@bp.get("/")
def home() -> ResponseReturnValue:
    """Who works here, in which role, who is invited, and who forgot a password."""
    structure_id = own_structure()
    return render(
        "referent/team.html",
        structure=structure(structure_id),
        team=staff_of(structure_id),
        invitations=team.invitations_of(structure_id),
        requests=new_password.requests_of(structure_id),
        reports=open_count(structure_id),
        now=now(),
        noted=request.args.get("note", ""),
    )


@bp.get("/equipe/inviter")
def invite() -> ResponseReturnValue:
    """Ask for the name, the address and the roles of a colleague."""
    return _invite_page("", "", Roles(counsels=True, refers=False))


@bp.post("/equipe/inviter")
def make_invitation() -> ResponseReturnValue:
    """Make the link, which this browser shows and, with a mail server, which leaves by mail."""
    with transaction():
        name, email, roles = typed("nom"), typed("email"), roles_typed()
        found = (name_fault(name), address_fault(email), roles_fault(roles))
        faults = [fault for fault in found if fault is not None]
        if faults:
            return _invite_page(name, email, roles, *faults)
        try:
            token = team.invite(own_structure(), name, email, roles)
        except team.AlreadyHere:
            words = gettext("Somebody of your team has this address already.")
            return _invite_page(name, email, roles, Fault("email", Problem.NOTHING_WRITTEN, words))
    return _show_link("public.join", token, email)


@bp.post("/equipe/invitations/<uuid:invitation_id>")
def work_on_invitation(invitation_id: UUID) -> ResponseReturnValue:
    """Make a new link for an invited person, or withdraw the invitation."""
    with transaction():
        found = team.invitation(own_structure(), invitation_id)
        match request.form.get("action"):
            case "renouveler":
                token, email = team.renew(found), found.email
            case "retirer":
                team.withdraw(found)
                return redirect(url_for(".home", note="retiree"), 303)
            case _:
                abort(400)
    return _show_link("public.join", token, email)


@bp.post("/equipe/<uuid:staff_id>/mot-de-passe")
def make_password_link(staff_id: UUID) -> ResponseReturnValue:
    """Make a link for a colleague who asked for one; for oneself, a colleague does."""
    with transaction():
        if staff_id == visitor().staff_id:
            abort(404)
        staff = new_password.request_of(own_structure(), staff_id)
        token = new_password.link_for(staff)
    return _show_link("public.new_password_page", token, None)


@bp.get("/equipe/lien")
def link() -> ResponseReturnValue:
    """The link just made, as long as it opens; then the team."""
    endpoint, token = session.get(LINK, ("", ""))
    try:
        if endpoint == "public.join":
            person: Staff | Invitation = team.invitation_for(token)
        else:
            person = new_password.owner_of(token)
    except team.UnknownLink:
        return redirect(url_for(".home"), 303)
    if person.structure_id != own_structure():
        return redirect(url_for(".home"), 303)
    return _link_page(person, address_of_link(url_for(endpoint, token=token)))


@bp.get("/equipe/<uuid:staff_id>")
def member(staff_id: UUID) -> ResponseReturnValue:
    """Somebody of the team: roles and access."""
    staff = team.member(own_structure(), staff_id)
    roles = Roles(counsels=staff.is_counsellor, refers=staff.is_referent)
    return _member_page(staff, roles)


@bp.post("/equipe/<uuid:staff_id>")
def change_member(staff_id: UUID) -> ResponseReturnValue:
    """Change roles, close the access or open it again: each button says which."""
    with transaction():
        me, staff = visitor(), team.member(own_structure(), staff_id)
        door = ask_again() if request.form.get("action") == "etapes" else None
        if door is not None:
            return door
        roles = Roles(counsels=staff.is_counsellor, refers=staff.is_referent)
        try:
            match request.form.get("action"):
                case "roles":
                    roles = roles_typed()
                    fault = roles_fault(roles)
                    if fault is not None:
                        return _member_page(staff, roles, fault)
                    mine = me.session_id if staff.id == me.staff_id else None
                    team.give_roles(staff, roles, but=mine)
                case "passer":
                    fault = _pass_people_on(staff)
                    if fault is not None:
                        return _member_page(staff, roles, fault)
                    return redirect(url_for(".member", staff_id=staff.id, note=1), 303)
                case "fermer":
                    team.close_access(staff)
                case "rouvrir":
                    team.open_access(staff)
                case "etapes" if staff.id != me.staff_id:
                    second_factor.leave_all(staff)
                    team.end_sessions(staff)
                case _:
                    abort(400)
        except team.LastReferent:
            words = gettext("Nobody else manages the structure. Give this role to somebody first.")
            return _member_page(staff, roles, Fault("gestion", Problem.NOTHING_CHOSEN, words))
        here = roles.refers or staff.id != me.staff_id
    return redirect(url_for(".home", note="change") if here else url_for("counsellor.home"), 303)


def _show_link(endpoint: str, token: str, mail_to: str | None) -> Response:
    """Keep the link in this browser, mail it when that is possible, and lead to its page."""
    session[LINK] = (endpoint, token)
    if mail_to is not None and can_mail():
        name = structure(own_structure()).name
        address = address_of_link(url_for(endpoint, token=token))
        send_soon(mail_to, _invitation_subject(name), _invitation_text(name, address))
    answer: Response = redirect(url_for(".link"), 303)  # type: ignore[assignment]
    return answer


def _link_page(person: Staff | Invitation, address: str) -> Response:
    name = structure(person.structure_id).name
    invited = isinstance(person, Invitation)
    if invited:
        subject, text = _invitation_subject(name), _invitation_text(name, address)
    else:
        subject, text = gettext("Your new password"), _password_text(address)
    return render(
        "referent/team_link.html",
        person=person,
        invited=invited,
        address=address,
        mailed=invited and can_mail(),
        mail=mail_link(subject, text, to=person.email),
        qr=qr_svg(address, gettext("QR code of the link")),
    )


def _invite_page(name: str, email: str, roles: Roles, *faults: Fault) -> Response:
    return render(
        "referent/team_invite.html",
        status=422 if faults else 200,
        name=name,
        email=email,
        roles=roles,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
        by_mail=can_mail(),
    )


def _pass_people_on(staff: Staff) -> Fault | None:
    """Give all the people of somebody to a colleague; a number is all that the référent sees."""
    colleagues = {str(one.id): one.id for one in follows(own_structure()) if one.id != staff.id}
    to = colleagues.get(request.form.get("a", ""))
    if to is None:
        return Fault("a", Problem.NOTHING_CHOSEN, gettext("Choose who follows them from now on."))
    pass_everybody_on(own_structure(), staff.id, to, today_here())
    return None


def _member_page(staff: Staff, roles: Roles, *faults: Fault) -> Response:
    return render(
        "referent/team_member.html",
        status=422 if faults else 200,
        person=staff,
        roles=roles,
        two_steps=second_factor.is_set_up(staff),
        people=followed_by(staff.structure_id, staff.id),
        colleagues=[
            (str(one.id), one.name) for one in follows(staff.structure_id) if one.id != staff.id
        ],
        noted=request.method == "GET" and "note" in request.args,
        faults=faults,
        errors={fault.field: fault.message for fault in faults},
    )


def _invitation_subject(name: str) -> str:
    return str(gettext("%(structure)s invites you to pixlearn", structure=name))


def _invitation_text(name: str, address: str) -> str:
    return "\n\n".join(
        (
            gettext("Hello,"),
            gettext("%(structure)s opens an access for you to pixlearn.", structure=name),
            gettext("Open this link within 3 days, and choose your password:"),
            address,
            gettext("The link serves once, and is for you alone."),
        )
    )


def _password_text(address: str) -> str:
    return "\n\n".join(
        (
            gettext("Hello,"),
            gettext("Open this link within 30 minutes, and choose a new password:"),
            address,
            gettext("The link serves once, and is for you alone."),
        )
    )
