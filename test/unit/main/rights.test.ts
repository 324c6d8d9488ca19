/**
 * Who may do what, proved over the bridge: everybody sends everything in every state straight through the schema gate to the registered handlers.
 * The expectation is read off iep-forms.md section 7 in the files below, by hand, and not from shared/flow: what is forbidden must be refused by name and in a
 * sentence with no file of the profile changed, and what is allowed must work. They share the desks of `rights/room.ts`; the last one asks what all of them tried.
 */
import './rights/edits.ts';
import './rights/steps.ts';
import './rights/commands.ts';
import './rights/later.ts';
import './rights/taken-in.ts';
import './rights/district-gives.ts';
import './rights/channels.ts';
