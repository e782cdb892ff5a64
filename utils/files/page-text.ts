/** Finds the known errors in the source of a recorded page, where no browser has built the page. */
import { providerOf } from '@/providers';
import type { PageSnapshot } from '@/providers/contract/page';
import { emptySnapshot, MAX_TEXT_LENGTH } from '@/providers/oauth2/page';
import { pageText } from '@/utils/diagnosis/compared-text';
import { bestMatch } from '@/utils/diagnosis/match-text';
import { withoutLetterEscapes, withoutMarkup } from '@/utils/text/markup';

/** The rest of a longer page is not read, in UTF-16 code units. */
const MAX_PAGE_LENGTH = 100_000;
/** An error has a short answer; the rest of a longer one is not read. */
const MAX_ANSWER_LENGTH = 20_000;
const MAX_LINES = 400;

/**
 * Returns the lines of a page that are errors of the URL's provider; null if none is. Everything
 * else on the page, such as the name of the user, is left out.
 */
export function errorsOnPage(source: string, url: URL): PageSnapshot | null {
  const rules = providerOf(url)?.knowledge.errors.filter(({ surface }) => surface === 'page') ?? [];
  const text = source.slice(0, MAX_PAGE_LENGTH).trim();
  if (text.startsWith('error=')) return { ...emptySnapshot, paragraphs: [text.slice(0, MAX_TEXT_LENGTH)] };
  const lines = withoutMarkup(withoutCode(text)).split(/[\r\n]+/);
  const given = lines.filter((line) => line.trim()).slice(0, MAX_LINES);
  const paragraphs = given.map((line) => line.trim().slice(0, MAX_TEXT_LENGTH)).filter((line) => bestMatch(rules, pageText(line)));
  return paragraphs.length > 0 ? { ...emptySnapshot, paragraphs } : null;
}

/** A text in JSON, in which a quotation mark and a backslash are escaped. */
const jsonText = /"((?:[^"\\]|\\.){10,2000})"/g;

/** Returns the texts of an answer in JSON that are errors of the URL's provider; null if none is. */
export function errorsInAnswer(body: string, url: URL): PageSnapshot | null {
  const texts = [...withoutLetterEscapes(body.slice(0, MAX_ANSWER_LENGTH)).matchAll(jsonText)].slice(0, MAX_LINES);
  return errorsOnPage(texts.map(([, text = '']) => text.replaceAll(/\\(["\\/])/g, '$1')).join('\n'), url);
}

/** Returns the texts of the headings of a page. */
export function headingsOf(source: string): string[] {
  const headings = source.slice(0, MAX_PAGE_LENGTH).matchAll(/<h([1-6])(?:\s[^<>]{0,200})?>(.{1,400}?)<\/h\1>/gis);
  return [...headings].slice(0, MAX_LINES).map(([, , content = '']) => withoutMarkup(content));
}

/** Elements and comments whose text no reader sees. */
const hidden: readonly (readonly [open: string, close: string])[] = [
  ['<script', '</script'],
  ['<style', '</style'],
  ['<template', '</template'],
  ['<noscript', '</noscript'],
  ['<!--', '-->'],
];

function withoutCode(source: string): string {
  return hidden.reduce((text, [open, close]) => {
    const lower = text.toLowerCase();
    let kept = '';
    let at = 0;
    for (let start = lower.indexOf(open); start >= 0; start = lower.indexOf(open, at)) {
      kept += text.slice(at, start);
      const end = lower.indexOf(close, start);
      if (end < 0) return kept;
      at = end + close.length;
    }
    return kept + text.slice(at);
  }, source);
}
