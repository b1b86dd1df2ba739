"""What a role may do at all. Which rows it may do it to is `visible_to` on the models."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a screen or a service lets somebody do."""

    SIGNED_IN = "signed_in"  # pages about nobody in particular
    WORKLIST_VIEW = "worklist.view"
    CASE_VIEW = "case.view"
    CASE_OPEN = "case.open"
    CASE_CHANGE = "case.change"
    CONTACT_PERSON_CHANGE = "contact_person.change"
    CONVERSATION_RECORD = "conversation.record"
    CITIZEN_SEARCH = "citizen.search"
    CITIZEN_CHANGE = "citizen.change"  # correct, merge, protect
    ACCESS_CHANGE = "access.change"  # conflicts of interest, exclusions, restrictions
    BREAK_GLASS = "access.break_glass"
    TRANSFER_ANSWER = "transfer.answer"
    DELEGATED_VIEW = "delegated.view"  # the citizens that a municipality has delegated to somebody at a provider
    PLAN_CHANGE = "plan.change"
    MEASURE = "measure"  # plan measurements, and answer them as the caseworker
    REGISTRATIONS_VIEW = "registrations.view"  # who among those one sees is registered in a voluntary period
    REGISTRATIONS_EXPORT = "registrations.export"  # rows without names, for an evaluation
    ROUNDS_VIEW = "rounds.view"
    ROUNDS_KEEP = "rounds.keep"  # open a voluntary period, and end it
    WAITING_NOTE = "waiting.note"
    LIST_SAVE = "list.save"
    DRAFT_SAVE = "draft.save"
    MESSAGE_WRITE = "message.write"
    OWN_PAGE = "own.page"  # the citizen's own page: what is now and next, the same on paper
    OWN_PLAN = "own.plan"  # the citizen's side of the plan: propose, comment, say yes, say what is reached
    OWN_LOG = "own.log"  # who has looked at oneself
    OWN_MESSAGES = "own.messages"
    CALENDAR_SUBSCRIBE = "calendar.subscribe"
    RULES_VIEW = "rules.view"
    TEAM_VIEW = "team.view"
    TEAM_REASSIGN = "team.reassign"
    TEAM_COVER = "team.cover"
    CITIZENS_IMPORT = "citizens.import"
    ORDER_VIEW = "order.view"  # the municipality's side of orders
    ORDER_CHANGE = "order.change"  # draft, send, withdraw, decide
    OWN_ORDERS = "own.orders"  # the citizen's side: approve, comment, read reports, react to offers
    OWN_ANSWERS = "own.answers"  # the citizen's side of measurements and phases
    OWN_HELPERS = "own.helpers"  # who helps the citizen here, and until when
    UNIT_ORDERS = "unit.orders"  # the provider's side: inbox, answer, attendance, reports
    PLACEMENT_WORK = "placement.work"  # the consultant's side: orders to workplaces
    CATALOGUE_VIEW = "catalogue.view"
    EXPERIENCE_WRITE = "experience.write"
    OFFERS_KEEP = "offers.keep"  # review, correct and retire offers, and read them in
    WORKPLACES_KEEP = "workplaces.keep"
    QUESTIONNAIRES_KEEP = "questionnaires.keep"  # write versions, take them into use and out of it
    GUIDANCE_KEEP = "guidance.keep"  # the municipality's own words
