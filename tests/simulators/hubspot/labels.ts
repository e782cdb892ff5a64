import type { Language } from '../state';
import type { Scope } from './scopes';

type Line = Record<Exclude<Language, 'en'>, string>;
const line = (fr: string, de: string, ja: string): Line => ({ fr, de, ja });

/**
 * These translations are stand-ins, because no localized consent page was found. They prove that
 * nothing depends on English. Scopes that are missing here stay English, as on half-translated
 * vendor pages.
 */
const translated: Record<string, Line> = {
  'automation.sequences.enrollments.write': line('Inscrire dans des séquences', 'In Sequenzen aufnehmen', 'シーケンス登録の書き込み'),
  'automation.sequences.read': line('Afficher les séquences', 'Sequenzen anzeigen', 'シーケンスの表示'),
  'crm.lists.read': line('Afficher les segments', 'Segmente anzeigen', 'セグメントの表示'),
  'crm.objects.companies.read': line('Afficher les entreprises', 'Unternehmen anzeigen', '会社レコードの表示'),
  'crm.objects.companies.write': line(
    'Créer ou modifier des entreprises',
    'Unternehmen erstellen oder ändern',
    '会社レコードの作成または更新',
  ),
  'crm.objects.contacts.read': line('Afficher les contacts', 'Kontakte anzeigen', 'コンタクトレコードの表示'),
  'crm.objects.contacts.write': line(
    'Créer ou modifier des contacts',
    'Kontakte erstellen oder ändern',
    'コンタクトレコードの作成または更新',
  ),
  'crm.objects.custom.read': line('Afficher les objets personnalisés', 'Benutzerdefinierte Objekte anzeigen', 'カスタムオブジェクトの表示'),
  'crm.objects.custom.write': line('Modifier les objets personnalisés', 'Benutzerdefinierte Objekte ändern', 'カスタムオブジェクトの変更'),
  'crm.objects.deals.read': line('Afficher les transactions', 'Deals anzeigen', '取引レコードの表示'),
  'crm.objects.deals.write': line('Créer ou modifier des transactions', 'Deals erstellen oder ändern', '取引レコードの作成または更新'),
  'crm.objects.leads.read': line('Afficher les leads', 'Leads anzeigen', 'リードの表示'),
  'crm.objects.leads.write': line('Modifier les leads', 'Leads ändern', 'リードの変更'),
  'crm.objects.owners.read': line('Afficher les propriétaires', 'Zuständige anzeigen', '担当者の表示'),
  'crm.schemas.companies.read': line(
    'Afficher les propriétés d’entreprise',
    'Unternehmenseigenschaften anzeigen',
    '会社プロパティーの表示',
  ),
  'crm.schemas.contacts.read': line('Afficher les propriétés de contact', 'Kontakteigenschaften anzeigen', 'コンタクトプロパティーの表示'),
  'crm.schemas.custom.read': line(
    'Afficher les définitions personnalisées',
    'Objektdefinitionen anzeigen',
    'カスタムオブジェクト定義の表示',
  ),
  'crm.schemas.deals.read': line('Afficher les propriétés de transaction', 'Deal-Eigenschaften anzeigen', '取引プロパティーの表示'),
  tickets: line('Tickets', 'Tickets', 'チケット'),
};

export function labelOf(scope: Scope, language: Language): string {
  return language === 'en' ? scope.label : (translated[scope.id]?.[language] ?? scope.label);
}
