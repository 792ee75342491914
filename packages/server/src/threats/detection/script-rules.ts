import type { Rule } from './rule.ts';

/** Signs of markup that runs something. */
export const scriptRules: readonly Rule[] = [
  [
    'script-element',
    'prose',
    /<script(?:[ /][^>]{0,200})?> ?(?:new )?[^ <]{1,80}[(=`]|<script[ /][^>]{0,200}src ?=/,
  ],
  ['event-handler', 'prose', /<[a-z!?/][^<>]{0,200}[ /"'`]on[a-z]{3,25} ?= ?[^ ]/],
  ['handler-call', 'prose', /["'`] ?(?:\w{1,20} )?on[a-z]{3,25} ?= ?["'`]?[\w.]{1,40} ?[(`]/],
  [
    'script-address',
    'prose',
    /j ?a ?v ?a ?s ?c ?r ?i ?p ?t ?: ?(?:\/\/|[^ ]{0,100}[(=`])|\bvbscript ?: ?\w{1,30} ?\(|\bdata:text\/html[;,]|href ?= ?["']?data:/,
  ],
  [
    'active-element',
    'prose',
    /<(?:iframe|object|embed|applet|frame|base|meta|link)[ /][^>]{0,200}(?:src|srcdoc|data|href|code|archive|http-equiv) ?=/,
  ],
  ['style-that-runs', 'prose', /:expression\(|<style[^>]{0,80}> ?@import|url ?\( ?["']?javascript/],
  ['utf-7', 'prose', /\+adw-/],
  ['script-tag', 'field', /<script(?:>|[ /][^>]{0,80}=)/],
  ['attribute-breakout', 'field', /["'`][ /]{0,2}(?:\w{1,20} ){0,2}on[a-z]{3,25} ?= ?["'`]?[a-z]/],
  [
    'string-breakout',
    'field',
    /["'`\\] ?[;+*\-),}\]]{1,4} ?(?:alert|confirm|prompt|eval|fetch|document|window|location|settimeout|function|import|self|top) ?[(.`[=]/,
  ],
  ['element-breakout', 'field', /<\/(?:title|textarea|script|style|noscript|template)> ?</],
];
