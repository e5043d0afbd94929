// The languages of Bitbucket's pages: their English words, and what they are in others.
//
// The translations are MADE UP for this site. Bitbucket's own German, French and Japanese labels of these pages are not
// known, so nothing that is read here may enter a table of the product: it has to do without.

/** @typedef {'en' | 'de' | 'fr' | 'ja' | 'qaa'} Language as `<html lang>` has it; `qaa` is no language's code */
/** @typedef {{de: string, fr: string, ja: string}} Translations */

/** @type {Language[]} */
export const LANGUAGES = ['en', 'de', 'fr', 'ja', 'qaa'];

/** @type {(code: unknown) => Language | undefined} */
export const languageOf = (code) => LANGUAGES.find((known) => known === code);

/**
 * What an English word or sentence of the pages is in a language. Fails for one that nobody has translated.
 * @type {(language: Language) => (english: string) => string}
 */
export const inLanguage = (language) => (english) => {
  if (language === 'en') return english;
  if (language === 'qaa') return unknownWords(english);
  const translation = MADE_UP[english]?.[language];
  if (!translation) throw new Error(`'${english}' has no words in '${language}'.`);
  return translation;
};

/**
 * Words that nobody knows, of the same length: every letter is another one.
 * @type {(text: string) => string}
 */
function unknownWords(text) {
  return text.replace(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  });
}

/** @type {Record<string, Translations>} */
const MADE_UP = {
  // Around every page.
  'Your work': { de: 'Ihre Arbeit', fr: 'Votre travail', ja: '自分の作業' },
  Projects: { de: 'Projekte', fr: 'Projets', ja: 'プロジェクト' },
  Repositories: { de: 'Repositorys', fr: 'Dépôts', ja: 'リポジトリ一覧' },
  Search: { de: 'Suchen', fr: 'Rechercher', ja: '検索' },
  'Search for code': { de: 'Nach Code suchen', fr: 'Rechercher du code', ja: 'コードを検索' },
  Site: { de: 'Website', fr: 'Site', ja: 'サイト' },
  'A practice site in the shape of Bitbucket': {
    de: 'Eine Übungsseite in der Gestalt von Bitbucket',
    fr: "Un site d'entraînement qui a la forme de Bitbucket",
    ja: 'Bitbucket の形をした練習用サイト',
  },
  'Not found': { de: 'Nicht gefunden', fr: 'Introuvable', ja: '見つかりません' },
  'Page not found': { de: 'Seite nicht gefunden', fr: 'Page introuvable', ja: 'ページが見つかりません' },
  'The practice site has no such page.': {
    de: 'Diese Seite hat die Übungsseite nicht.',
    fr: "Le site d'entraînement n'a pas cette page.",
    ja: '練習用サイトにこのページはありません。',
  },

  // The login, and what is seen without permission.
  'Log in': { de: 'Anmelden', fr: 'Se connecter', ja: 'ログイン' },
  Username: { de: 'Benutzername', fr: "Nom d'utilisateur", ja: 'ユーザー名' },
  Password: { de: 'Passwort', fr: 'Mot de passe', ja: 'パスワード' },
  'Keep me logged in': { de: 'Angemeldet bleiben', fr: 'Rester connecté', ja: 'ログインしたままにする' },
  'You are not permitted to view this page': {
    de: 'Sie dürfen diese Seite nicht ansehen',
    fr: "Vous n'avez pas le droit de voir cette page",
    ja: 'このページを表示する権限がありません',
  },
  'Only administrators may see it. Ask one of them, or log in as another user.': {
    de: 'Das dürfen nur Administratoren. Fragen Sie einen davon, oder melden Sie sich als jemand anderes an.',
    fr: "Seuls les administrateurs le peuvent. Demandez à l'un d'eux, ou changez d'utilisateur.",
    ja: '管理者だけが表示できます。管理者に依頼するか、別の人でログインします。',
  },

  // A repository's pages.
  Repository: { de: 'Repository', fr: 'Dépôt', ja: 'リポジトリ' },
  Actions: { de: 'Aktionen', fr: 'Actions', ja: 'アクション' },
  Clone: { de: 'Klonen', fr: 'Cloner', ja: 'クローン' },
  'Create branch': { de: 'Branch erstellen', fr: 'Créer une branche', ja: 'ブランチを作成' },
  'Create pull request': {
    de: 'Pull-Request erstellen',
    fr: 'Créer une demande',
    ja: 'プルリクエストを作成',
  },
  'Create fork': { de: 'Fork erstellen', fr: 'Créer une bifurcation', ja: 'フォークを作成' },
  Compare: { de: 'Vergleichen', fr: 'Comparer', ja: '比較' },
  Navigation: { de: 'Navigation', fr: 'Navigation', ja: 'ナビゲーション' },
  Source: { de: 'Quellcode', fr: 'Source', ja: 'ソース' },
  Commits: { de: 'Commits', fr: 'Commits', ja: 'コミット' },
  Branches: { de: 'Branches', fr: 'Branches', ja: 'ブランチ' },
  'Pull requests': { de: 'Pull-Requests', fr: "Demandes d'intégration", ja: 'プルリクエスト一覧' },
  Forks: { de: 'Forks', fr: 'Bifurcations', ja: 'フォーク' },
  Builds: { de: 'Builds', fr: 'Builds', ja: 'ビルド' },
  Description: { de: 'Beschreibung', fr: 'Description', ja: '説明' },
  'First version': { de: 'Erste Fassung', fr: 'Première version', ja: '最初の版' },
  'This repository is archived. It can be read, and nothing of it can be changed.': {
    de: 'Dieses Repository ist archiviert. Es kann gelesen, aber nicht geändert werden.',
    fr: 'Ce dépôt est archivé. Il peut être lu, mais pas modifié.',
    ja: 'このリポジトリはアーカイブ済みです。閲覧はできますが、変更はできません。',
  },

  // Settings of a repository and of a project.
  'Repository settings': {
    de: 'Repository-Einstellungen',
    fr: 'Paramètres du dépôt',
    ja: 'リポジトリの設定',
  },
  'Repository details': { de: 'Repository-Details', fr: 'Détails du dépôt', ja: 'リポジトリの詳細' },
  'Search indexing': { de: 'Suchindex', fr: 'Index de recherche', ja: '検索インデックス' },
  Security: { de: 'Sicherheit', fr: 'Sécurité', ja: 'セキュリティ' },
  'Repository permissions': { de: 'Repository-Rechte', fr: 'Droits du dépôt', ja: 'リポジトリの権限' },
  'Branch permissions': { de: 'Branch-Rechte', fr: 'Droits des branches', ja: 'ブランチの権限' },
  'Access keys': { de: 'Zugriffsschlüssel', fr: "Clés d'accès", ja: 'アクセスキー' },
  'HTTP access tokens': { de: 'HTTP-Zugriffstoken', fr: "Jetons d'accès HTTP", ja: 'HTTP アクセストークン' },
  'Audit log': { de: 'Prüfprotokoll', fr: "Journal d'audit", ja: '監査ログ' },
  Workflow: { de: 'Ablauf', fr: 'Déroulement', ja: 'ワークフロー' },
  Hooks: { de: 'Hooks', fr: 'Crochets', ja: 'フック' },
  Webhooks: { de: 'Webhooks', fr: 'Webhooks', ja: 'Webhook 一覧' },
  'Jira issues': { de: 'Jira-Vorgänge', fr: 'Tickets Jira', ja: 'Jira 課題' },
  'Merge checks': { de: 'Merge-Prüfungen', fr: 'Contrôles de fusion', ja: 'マージチェック' },
  'Merge strategies': { de: 'Merge-Strategien', fr: 'Stratégies de fusion', ja: 'マージ戦略' },
  'Default reviewers': { de: 'Standard-Prüfer', fr: 'Relecteurs par défaut', ja: '既定のレビュアー' },
  'Default tasks': { de: 'Standard-Aufgaben', fr: 'Tâches par défaut', ja: '既定のタスク' },
  Project: { de: 'Projekt', fr: 'Projet', ja: 'プロジェクト' },
  'Project settings': { de: 'Projekteinstellungen', fr: 'Paramètres du projet', ja: 'プロジェクトの設定' },
  'Project details': { de: 'Projektdetails', fr: 'Détails du projet', ja: 'プロジェクトの詳細' },
  'Project permissions': { de: 'Projektrechte', fr: 'Droits du projet', ja: 'プロジェクトの権限' },

  // The webhooks: list and details.
  'Loading…': { de: 'Wird geladen…', fr: 'Chargement…', ja: '読み込み中…' },
  'Create webhook': { de: 'Webhook erstellen', fr: 'Créer un webhook', ja: 'Webhook を作成' },
  'Edit webhook': { de: 'Webhook bearbeiten', fr: 'Modifier le webhook', ja: 'Webhook を編集' },
  'Back to webhooks': { de: 'Zurück zu den Webhooks', fr: 'Retour aux webhooks', ja: 'Webhook に戻る' },
  'A webhook tells another server when something happens in this repository, a build server for instance.': {
    de: 'Ein Webhook sagt einem anderen Server, etwa einem Build-Server, wenn in diesem Repository etwas geschieht.',
    fr: 'Un webhook prévient un autre serveur, de build par exemple, quand ce dépôt change.',
    ja: 'Webhook は、このリポジトリでの出来事をビルドサーバーなどに知らせます。',
  },
  'Learn more about webhooks': {
    de: 'Mehr über Webhooks erfahren',
    fr: 'En savoir plus sur les webhooks',
    ja: 'Webhook の詳細',
  },
  Name: { de: 'Name', fr: 'Nom', ja: '名前' },
  URL: { de: 'URL', fr: 'URL', ja: 'URL' },
  Events: { de: 'Ereignisse', fr: 'Évènements', ja: 'イベント' },
  Level: { de: 'Ebene', fr: 'Niveau', ja: 'レベル' },
  'Last response': { de: 'Letzte Antwort', fr: 'Dernière réponse', ja: '最後の応答' },
  Active: { de: 'Aktiv', fr: 'Actif', ja: '有効' },
  Edit: { de: 'Bearbeiten', fr: 'Modifier', ja: '編集' },
  Status: { de: 'Zustand', fr: 'État', ja: '状態' },
  ACTIVE: { de: 'AKTIV', fr: 'ACTIF', ja: '有効' },
  INACTIVE: { de: 'INAKTIV', fr: 'INACTIF', ja: '無効' },
  'NEVER FIRED': { de: 'NIE GESENDET', fr: 'JAMAIS ENVOYÉ', ja: '未送信' },
  'There are no webhooks.': {
    de: 'Es gibt keine Webhooks.',
    fr: 'Aucun webhook.',
    ja: 'Webhook はありません。',
  },

  // The form.
  '(required)': { de: '(erforderlich)', fr: '(obligatoire)', ja: '(必須)' },
  Secret: { de: 'Geheimnis', fr: 'Code secret', ja: '秘密鍵' },
  'Lets your server check that a request really comes from Bitbucket.': {
    de: 'Damit prüft Ihr Server, ob eine Anfrage wirklich von Bitbucket kommt.',
    fr: 'Permet à votre serveur de vérifier que la requête vient bien de Bitbucket.',
    ja: 'リクエストが本当に Bitbucket から来たかを、サーバーで確認できます。',
  },
  'Learn more': { de: 'Mehr erfahren', fr: 'En savoir plus', ja: '詳細' },
  'The URL may contain variables.': {
    de: 'Die URL darf Variablen enthalten.',
    fr: "L'URL peut contenir des variables.",
    ja: 'URL には変数を使えます。',
  },
  '⚠ URL is insecure. Choose one that begins with https.': {
    de: '⚠ Die URL ist unsicher. Wählen Sie eine, die mit https beginnt.',
    fr: "⚠ L'URL n'est pas sûre. Choisissez-en une qui commence par https.",
    ja: '⚠ この URL は安全ではありません。https で始まるものを選んでください。',
  },
  Authentication: { de: 'Authentifizierung', fr: 'Authentification', ja: '認証' },
  None: { de: 'Keine', fr: 'Aucune', ja: 'なし' },
  Basic: { de: 'Einfach', fr: 'Simple', ja: 'ベーシック' },
  'SSL/TLS': { de: 'SSL/TLS', fr: 'SSL/TLS', ja: 'SSL/TLS' },
  'Skip certificate verification': {
    de: 'Zertifikat nicht prüfen',
    fr: 'Ne pas vérifier le certificat',
    ja: '証明書の検証を省略',
  },
  Configuration: { de: 'Konfiguration', fr: 'Configuration', ja: '構成' },
  'Test connection': { de: 'Verbindung testen', fr: 'Tester la connexion', ja: '接続をテスト' },
  'The practice site sends nothing to other servers.': {
    de: 'Die Übungsseite sendet nichts an andere Server.',
    fr: "Le site d'entraînement n'envoie rien à d'autres serveurs.",
    ja: '練習用サイトは他のサーバーに何も送信しません。',
  },
  'View payloads': { de: 'Inhalte ansehen', fr: 'Voir les contenus', ja: 'ペイロードを表示' },
  Create: { de: 'Erstellen', fr: 'Créer', ja: '作成' },
  Save: { de: 'Speichern', fr: 'Enregistrer', ja: '保存' },
  Cancel: { de: 'Abbrechen', fr: 'Annuler', ja: 'キャンセル' },

  // The events.
  'Pull request': { de: 'Pull-Request', fr: "Demande d'intégration", ja: 'プルリクエスト' },
  Push: { de: 'Übertragung', fr: 'Envoi', ja: 'プッシュ' },
  'Commits are pushed, or a branch or tag comes or goes': {
    de: 'Commits werden übertragen, oder ein Branch oder Tag kommt oder geht',
    fr: "Des commits sont envoyés, une branche ou un tag apparaît ou s'en va",
    ja: 'コミットのプッシュ、ブランチやタグの追加と削除',
  },
  Modified: { de: 'Geändert', fr: 'Modifié', ja: '変更' },
  'The repository gets another name or place.': {
    de: 'Das Repository bekommt einen anderen Namen oder Ort.',
    fr: 'Le dépôt change de nom ou de place.',
    ja: 'リポジトリの名前や場所が変わります。',
  },
  Forked: { de: 'Geforkt', fr: 'Bifurqué', ja: 'フォーク作成' },
  'Somebody forks the repository.': {
    de: 'Jemand forkt das Repository.',
    fr: "Quelqu'un bifurque le dépôt.",
    ja: 'リポジトリがフォークされます。',
  },
  'Comment added': { de: 'Kommentar hinzugefügt', fr: 'Commentaire ajouté', ja: 'コメントの追加' },
  'Comment edited': { de: 'Kommentar geändert', fr: 'Commentaire modifié', ja: 'コメントの編集' },
  'Comment deleted': { de: 'Kommentar gelöscht', fr: 'Commentaire supprimé', ja: 'コメントの削除' },
  'Somebody comments on a commit.': {
    de: 'Jemand kommentiert einen Commit.',
    fr: "Quelqu'un commente un commit.",
    ja: 'コミットにコメントが付きます。',
  },
  'A comment on a commit is changed.': {
    de: 'Ein Kommentar zu einem Commit ändert sich.',
    fr: "Le commentaire d'un commit change.",
    ja: 'コミットのコメントが変わります。',
  },
  'A comment on a commit is removed.': {
    de: 'Ein Kommentar zu einem Commit verschwindet.',
    fr: "Le commentaire d'un commit disparaît.",
    ja: 'コミットのコメントが消えます。',
  },
  'Mirror synchronized': { de: 'Spiegel abgeglichen', fr: 'Miroir synchronisé', ja: 'ミラーの同期' },
  'A mirror has caught up.': {
    de: 'Ein Spiegel ist wieder auf dem Stand.',
    fr: 'Un miroir est à jour.',
    ja: 'ミラーが最新になります。',
  },
  'Secret detected': { de: 'Geheimnis entdeckt', fr: 'Secret détecté', ja: '秘密情報の検出' },
  'A push contains a secret.': {
    de: 'Eine Übertragung enthält ein Geheimnis.',
    fr: 'Un envoi contient un secret.',
    ja: 'プッシュに秘密情報が含まれます。',
  },
  Opened: { de: 'Geöffnet', fr: 'Ouverte', ja: '作成済み' },
  'A pull request is opened, or opened again.': {
    de: 'Ein Pull-Request wird geöffnet, auch wieder.',
    fr: 'Une demande est ouverte ou rouverte.',
    ja: 'プルリクエストが開かれます。',
  },
  'Source branch updated': {
    de: 'Quell-Branch erneuert',
    fr: 'Branche source à jour',
    ja: 'ソースブランチの更新',
  },
  'Its source branch gets new commits.': {
    de: 'Der Quell-Branch bekommt neue Commits.',
    fr: 'La branche source reçoit des commits.',
    ja: 'ソースブランチにコミットが増えます。',
  },
  'Its title, text or target branch is changed.': {
    de: 'Titel, Text oder Ziel-Branch ändern sich.',
    fr: 'Le titre, le texte ou la branche cible change.',
    ja: 'タイトル、本文、ターゲットブランチが変わります。',
  },
  'Reviewers updated': { de: 'Prüfer geändert', fr: 'Relecteurs modifiés', ja: 'レビュアーの更新' },
  'Reviewers are added or removed.': {
    de: 'Prüfer kommen oder gehen.',
    fr: 'Des relecteurs arrivent ou partent.',
    ja: 'レビュアーが増減します。',
  },
  Approved: { de: 'Genehmigt', fr: 'Approuvée', ja: '承認' },
  'A reviewer approves it.': {
    de: 'Ein Prüfer genehmigt ihn.',
    fr: "Un relecteur l'approuve.",
    ja: '承認されます。',
  },
  Unapproved: { de: 'Nicht mehr genehmigt', fr: 'Non approuvée', ja: '承認の取り消し' },
  'A reviewer takes the approval back.': {
    de: 'Ein Prüfer nimmt die Genehmigung zurück.',
    fr: 'Un relecteur retire son approbation.',
    ja: '承認が取り消されます。',
  },
  'Needs work': { de: 'Braucht Arbeit', fr: 'À retravailler', ja: '要作業' },
  'Changes requested': { de: 'Änderungen gewünscht', fr: 'Changements demandés', ja: '変更依頼' },
  'A reviewer wants changes.': {
    de: 'Ein Prüfer möchte Änderungen.',
    fr: 'Un relecteur veut des changements.',
    ja: '変更が求められます。',
  },
  Merged: { de: 'Zusammengeführt', fr: 'Fusionnée', ja: 'マージ済み' },
  'The pull request is merged.': {
    de: 'Der Pull-Request wird zusammengeführt.',
    fr: 'La demande est fusionnée.',
    ja: 'マージされます。',
  },
  Declined: { de: 'Abgelehnt', fr: 'Refusée', ja: '却下' },
  'The pull request is declined.': {
    de: 'Der Pull-Request wird abgelehnt.',
    fr: 'La demande est refusée.',
    ja: '却下されます。',
  },
  Deleted: { de: 'Gelöscht', fr: 'Supprimée', ja: '削除済み' },
  'The pull request is deleted.': {
    de: 'Der Pull-Request wird gelöscht.',
    fr: 'La demande est supprimée.',
    ja: '削除されます。',
  },
  'Somebody comments on it.': {
    de: 'Jemand kommentiert ihn.',
    fr: 'Elle est commentée.',
    ja: 'コメントが付きます。',
  },
  'A comment on it is changed.': {
    de: 'Ein Kommentar dazu ändert sich.',
    fr: 'Un commentaire change.',
    ja: 'コメントが変わります。',
  },
  'A comment on it is removed.': {
    de: 'Ein Kommentar dazu verschwindet.',
    fr: 'Un commentaire disparaît.',
    ja: 'コメントが消えます。',
  },
};
